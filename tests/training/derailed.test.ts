import { describe, expect, it } from 'vitest';
import { initialise } from '../../src/core/compiler/initialise';
import { checkpointStorage } from '../../src/training/checkpoints/storage';
import { explainDerailed } from '../../src/training/derailed';
import { Session } from '../../src/training/session';
import type { Assignment, TrainerState } from '../../src/training/trainer';
import { noisyImages, restless } from '../engine/networks';
import { onEngine, onTfjs } from '../engine/trainers';
import { activation, chain, dense } from './handmade';
import { lastOf, listen, onTfjs as onTfjsBackend, tinyRequest } from './session-harness';
import { tinyImages } from './tiny';

const assignment: Assignment = {
  model: restless,
  plan: { dataset: '', optimizer: 'adam', learningRate: 0.01, batchSize: 8, epochs: 1, seed: 5 },
  dataset: noisyImages([6, 6, 1], 4),
  weights: initialise(restless.weights, 5),
};
const batch = (step: number) => ({
  images: Int32Array.from({ length: 8 }, (_, i) => (step * 8 + i * 3) % 40),
  how: { learningRate: 0.01 },
});
const plain = ({ weights, optimizer, steps }: TrainerState) => ({
  steps,
  t: optimizer.t,
  weights: [...weights].map(([name, w]) => [name, [...w.values]]),
  memories: optimizer.memories.map(m => [...m].map(([name, values]) => [name, [...values]]).sort()),
});

describe.each([
  ['the engine', onEngine],
  ['tfjs', onTfjs],
])('a step whose loss is no number, on %s', (_, make) => {
  it('is looked at with the very weights that it began with', async () => {
    const straight = await make(assignment);
    for (const step of [0, 1, 2, 3]) straight.step(batch(step).images, batch(step).how);
    await straight.heard();

    const trainer = await make(assignment);
    for (const step of [0, 1]) trainer.step(batch(step).images, batch(step).how);
    await trainer.heard();
    const before = trainer.remember(true);
    const batches = [2, 3, 4].map(batch);
    // More steps were on their way when the answer came.
    for (const { images, how } of [...batches, batch(5), batch(6)]) trainer.step(images, how);
    const said = (await trainer.heard())[2] ?? [];
    expect(await explainDerailed(trainer, assignment, { before, batches, said })).toBeNull();
    expect(plain(await trainer.state())).toEqual(plain(await straight.state()));
  });
});

it('a held-out image whose loss is no number is named, with the layer where that begins', async () => {
  const { facts, labels, pixels } = tinyImages();
  // No training image is bright in its first pixel; the held-out image 17 is.
  const odd = pixels.map((v, i) => (i % 16 === 0 ? 0 : v));
  odd[(facts.trainCount + 17) * 16] = 255;
  const net = chain([16], [dense('hidden', 16, 8), dense('out', 8, 3), activation('softmax', 'softmax')], {
    classes: 3,
  });
  const weights = new Map(initialise(net.weights, 1));
  const change = (name: string, f: (v: number, i: number) => number): void => {
    const before = weights.get(name);
    if (before) weights.set(name, { ...before, values: before.values.map(f) });
  };
  change('hidden/kernel', (v, i) => (i < 8 ? 3e38 : v));
  change('out/kernel', () => 1);
  const session = new Session({
    datasets: [facts],
    load: async () => ({ facts, labels, pixels: odd }),
    make: onTfjsBackend,
    checkpoints: checkpointStorage(),
  });
  const told = listen();
  await session.start(tinyRequest({}, { model: net, weights }), told.events);
  const failed = lastOf(told, 'failed');
  expect(failed.says).toBe(
    'The loss of held-out image 17 is not a number after step 4: hidden is the first layer whose values explode, to 3e38',
  );
  expect(failed).toMatchObject({ at: ['hidden'], others: [], progress: { step: 4 } });
  // What is kept is what gave a finite loss in training.
  for (const { values } of told.checkpoints.at(-1)?.values() ?? []) expect(values.every(Number.isFinite)).toBe(true);
});
