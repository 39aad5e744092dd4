import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import { readDocument } from '../../src/core/document/read';
import { OPTIMIZERS, type TrainingPlan } from '../../src/core/document/training-plan';
import type { Dataset } from '../../src/training/datasets/dataset';
import { compiled, noisyImages, written } from './networks';
import { curve, lopsided, SETTINGS } from './plans';
import { onEngine, onTfjs } from './trainers';

const preset = (name: string): Compiled => {
  const file = fileURLToPath(new URL(`../../presets/${name}.netloom.json`, import.meta.url));
  const read = readDocument(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(name);
  return compiled(read.document);
};

const small = () =>
  compiled(
    written([
      ['in', 'input', { shape: [10, 10, 1] }],
      ['c', 'conv2d', { filters: 4, kernel: [3, 3] }],
      ['n', 'batch_norm', { momentum: 0.9 }],
      ['r', 'relu'],
      ['p', 'max_pool'],
      ['f', 'flatten'],
      ['l', 'linear', { units: 5 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  );

async function compare(model: Compiled, dataset: Dataset, asked: Partial<TrainingPlan>, steps: number, batch: number) {
  const plan: TrainingPlan = {
    ...{ dataset: '', optimizer: 'adam', learningRate: 2e-3, batchSize: batch, epochs: 1, seed: 5 },
    ...asked,
  };
  const assignment = { model, plan, dataset, weights: initialise(model.weights, 5) };
  const [engine, tfjs] = [await onEngine(assignment), await onTfjs(assignment)];
  const ours = await curve(engine, assignment, steps);
  const theirs = await curve(tfjs, assignment, steps);
  ours.forEach((loss, step) => {
    expect(Math.abs(loss / (theirs[step] ?? Number.NaN) - 1), `step ${step + 1}`).toBeLessThan(1e-3);
  });
  return { ours, engine, tfjs };
}

describe('50 steps from the same weights give tfjs’s loss curve within a thousandth', () => {
  for (const optimizer of OPTIMIZERS)
    it(`with ${optimizer}`, async () => {
      const learningRate = ['sgd', 'momentum', 'nesterov'].includes(optimizer) ? 0.01 : 2e-3;
      const plan = { optimizer, learningRate, weightDecay: 0.05 };
      const { ours } = await compare(small(), noisyImages([10, 10, 1], 5), plan, 50, 8);
      expect(ours.at(-1)).toBeLessThan(ours[0] ?? 0);
    });
  for (const [title, plan] of Object.entries(SETTINGS))
    it(`with ${title}`, async () => {
      const { ours } = await compare(small(), lopsided, plan, 20, 8);
      const { optimizer = 'adam', learningRate = 2e-3 } = plan;
      const without = await compare(small(), lopsided, { optimizer, learningRate }, 20, 8);
      expect(Math.abs((ours.at(-1) ?? 0) / (without.ours.at(-1) ?? 0) - 1)).toBeGreaterThan(2e-3);
    });
  it('for LeNet-5, whose weights stay equal too', async () => {
    const { engine, tfjs } = await compare(preset('lenet-5'), noisyImages([28, 28, 1], 10), { weightDecay: 0 }, 50, 2);
    const theirs = await tfjs.weights();
    for (const [name, { values }] of await engine.weights()) {
      const other = theirs.get(name)?.values ?? new Float32Array();
      const most = values.reduce((worst, v, i) => Math.max(worst, Math.abs(v - (other[i] ?? Number.NaN))), 0);
      expect(most, name).toBeLessThan(2e-3);
    }
  });
});

describe('a trainer on the engine', () => {
  const dataset = noisyImages([10, 10, 1], 5);
  const plan = { dataset: '', optimizer: 'adam', learningRate: 0.01, batchSize: 8, epochs: 1, seed: 5 } as const;
  const model = small();
  const assignment = { model, plan, dataset, weights: initialise(model.weights, 5) };

  it('repeats a run bit by bit, and after a reset again', async () => {
    const engine = await onEngine(assignment);
    const once = await curve(engine, assignment, 6);
    engine.reset(assignment.weights);
    expect(await curve(engine, assignment, 6)).toEqual(once);
    expect(await curve(await onEngine(assignment), assignment, 6)).toEqual(once);
  });
  it('goes back to weights that it remembered', async () => {
    const engine = await onEngine(assignment);
    await curve(engine, assignment, 2);
    const before = await engine.weights();
    const snapshot = engine.remember(false);
    await curve(engine, assignment, 2);
    expect(await engine.weights()).not.toEqual(before);
    snapshot.restore();
    expect(await engine.weights()).toEqual(before);
  });
  it('says of images from the page what tfjs says, and shows what its layers say', async () => {
    const [engine, tfjs] = [await onEngine(assignment), await onTfjs(assignment)];
    const images = Float32Array.from({ length: 11 * 100 }, (_, i) => (i % 37) / 37);
    const [ours, theirs] = [(await engine.predict(images, 11))[0], (await tfjs.predict(images, 11))[0]];
    expect(ours?.length).toBe(55);
    ours?.forEach((value, i) => {
      expect(value).toBeCloseTo(theirs?.[i] ?? Number.NaN, 4);
    });
    const layers = ['c', 'r', 'p'];
    const [seen, wanted] = [
      await engine.activations(images.subarray(0, 100), layers),
      await tfjs.activations(images.subarray(0, 100), layers),
    ];
    expect(seen.map(a => a.shape)).toEqual(wanted.map(a => a.shape));
    seen.forEach((layer, l) => {
      layer.values.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[l]?.values[i] ?? Number.NaN, 4);
      });
    });
  });
  it('takes a batch that is smaller than the others, and refuses a larger one', async () => {
    const engine = await onEngine(assignment);
    expect(() => engine.step(new Int32Array(9), { learningRate: 0.01 })).toThrow('9 images in a batch of 8');
    engine.step(Int32Array.of(1, 2, 3), { learningRate: 0.01 });
    expect((await engine.heard())[0]?.[0]?.length).toBe(15);
  });
});
