import { describe, expect, it } from 'vitest';
import { initialise } from '../../src/core/compiler/initialise';
import { OPTIMIZERS, type OptimizerKind } from '../../src/core/document/training-plan';
import type { Assignment, Trainer, TrainerState } from '../../src/training/trainer';
import { compiled, noisyImages, restless, written } from '../engine/networks';
import { onEngine, onTfjs } from '../engine/trainers';

/** Without dropout, whose random numbers differ between backends, and without a bias that the normalisation takes out again. */
const calm = compiled(
  written([
    ['in', 'input', { shape: [6, 6, 1] }],
    ['c', 'conv2d', { filters: 3, kernel: [3, 3], bias: false }],
    ['n', 'batch_norm', { momentum: 0.9 }],
    ['r', 'relu'],
    ['f', 'flatten'],
    ['l', 'linear', { units: 4 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ]),
);

const assigned = (optimizer: OptimizerKind, model = restless): Assignment => ({
  model,
  plan: { dataset: '', optimizer, learningRate: 0.01, batchSize: 8, epochs: 1, seed: 5 },
  dataset: noisyImages([6, 6, 1], 4),
  weights: initialise(model.weights, 5),
});

async function steps(trainer: Trainer, from: number, to: number): Promise<void> {
  for (let step = from; step < to; step++) {
    trainer.step(
      Int32Array.from({ length: 8 }, (_, i) => (step * 8 + i * 3) % 40),
      { learningRate: 0.01 },
    );
    await trainer.heard();
  }
}

const plain = ({ weights, optimizer, steps }: TrainerState) => ({
  steps,
  t: optimizer.t,
  weights: [...weights].map(([name, w]) => [name, [...w.values]]),
  memories: optimizer.memories.map(m => [...m].map(([name, values]) => [name, [...values]]).sort()),
});

describe.each([
  ['the engine', onEngine],
  ['tfjs', onTfjs],
])('the state of a trainer on %s', (_, make) => {
  it.each(OPTIMIZERS)('carries a run with %s to another trainer bit by bit', async optimizer => {
    const straight = await make(assigned(optimizer));
    await steps(straight, 0, 7);
    const first = await make(assigned(optimizer));
    await steps(first, 0, 4);
    const second = await make(assigned(optimizer));
    await steps(second, 0, 2);
    second.resume(structuredClone(await first.state()));
    expect(plain(await second.state())).toEqual(plain(await first.state()));
    await steps(second, 4, 7);
    expect(plain(await second.state())).toEqual(plain(await straight.state()));
  });

  it('is fresh after a reset', async () => {
    const assignment = assigned('adam');
    const trainer = await make(assignment);
    await steps(trainer, 0, 3);
    trainer.reset(assignment.weights);
    expect(await trainer.state()).toMatchObject({ steps: 0, optimizer: { t: 0 } });
    await steps(trainer, 0, 3);
    const other = await make(assignment);
    await steps(other, 0, 3);
    expect(plain(await trainer.state())).toEqual(plain(await other.state()));
  });
});

it.each([
  ['tfjs to the engine', onTfjs, onEngine],
  ['the engine to tfjs', onEngine, onTfjs],
])('a run goes on from %s as if nothing had been', async (_, before, after) => {
  const straight = await before(assigned('adam', calm));
  await steps(straight, 0, 12);
  const first = await before(assigned('adam', calm));
  await steps(first, 0, 6);
  const second = await after(assigned('adam', calm));
  second.resume(await first.state());
  await steps(second, 6, 12);
  const wanted = await straight.weights();
  for (const [name, { values }] of await second.weights())
    values.forEach((v, i) => {
      expect(Math.abs(v - (wanted.get(name)?.values[i] ?? Number.NaN)), name).toBeLessThan(1e-3);
    });
});
