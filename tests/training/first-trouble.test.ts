import { describe, expect, it } from 'vitest';
import type { Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import { firstTrouble } from '../../src/training/first-trouble';
import type { Assignment } from '../../src/training/trainer';
import { compiled, noisyImages, written } from '../engine/networks';
import { onEngine, onTfjs } from '../engine/trainers';

const model = compiled(
  written([
    ['in', 'input', { shape: [6, 6, 1] }],
    ['c1', 'conv2d', { filters: 3, kernel: [3, 3] }],
    ['r1', 'relu'],
    ['c2', 'conv2d', { filters: 3, kernel: [3, 3] }],
    ['f', 'flatten'],
    ['l', 'linear', { units: 4 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ]),
);
const dataset = noisyImages([6, 6, 1], 4);
const image = Float32Array.from(dataset.pixels.subarray(0, 36), v => v / 255);

/** Weights in which some are replaced. */
function replaced(name: string, change: (v: number, i: number) => number): Weights {
  const weights = new Map(initialise(model.weights, 5));
  const tensor = weights.get(name);
  if (!tensor) throw new Error(name);
  return weights.set(name, { ...tensor, values: tensor.values.map(change) });
}

describe.each([
  ['the engine', onEngine],
  ['tfjs', onTfjs],
])('where the numbers come apart first, on %s', (_, make) => {
  const look = async (weights: Weights) => {
    const assignment: Assignment = {
      model,
      plan: { dataset: '', optimizer: 'adam', learningRate: 0.01, batchSize: 8, epochs: 1, seed: 5 },
      dataset,
      weights,
    };
    const trainer = await make(assignment);
    const trouble = await firstTrouble(trainer, model, image);
    trainer.dispose();
    return trouble;
  };

  it('is nowhere in a healthy network', async () => {
    expect(await look(initialise(model.weights, 5))).toBeNull();
  });
  it('is the first layer whose values explode, not one that follows it', async () => {
    expect(await look(replaced('c2/kernel', v => 1e12 * v))).toMatchObject({
      path: ['c2'],
      says: expect.stringMatching(/^c2 is the first layer whose values explode, to \de\d+$/),
    });
  });
  it('is the first weight that is not finite', async () => {
    expect(await look(replaced('c1/kernel', (v, i) => (i === 4 ? Number.NaN : v)))).toEqual({
      path: ['c1'],
      says: 'c1/kernel is the first weight that is not finite',
    });
  });
  it('is the first layer whose values are not finite though its weights are', async () => {
    const trouble = await look(replaced('c1/kernel', (_, i) => (i % 2 === 0 ? 3e38 : -3e38)));
    expect(trouble?.path).toEqual(['c1']);
  });
});
