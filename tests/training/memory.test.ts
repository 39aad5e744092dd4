import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine';
import { mapImages } from '../../src/training/datasets/image-mapping';
import { engineTask } from '../../src/training/engine/engine-task';
import { type Chromium, startChromium } from '../chromium-page';
import { compiled, written } from '../engine/networks';
import { module } from '../engine/trainers';
import { readAssignment, type Written } from '../engine/written-assignment';
import type { Held, MemoryQuestion } from './memory.page';

const STEPS = 1000;

/** With dropout and batch normalisation, so that there is something to forget. */
const assignment: Written = {
  model: compiled(
    written([
      ['in', 'input', { shape: [6, 6, 1] }],
      ['c', 'conv2d', { filters: 2, kernel: [3, 3] }],
      ['n', 'batch_norm'],
      ['r', 'relu'],
      ['d', 'dropout', { rate: 0.2 }],
      ['f', 'flatten'],
      ['l', 'linear', { units: 3 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  ),
  seed: 5,
  plan: { dataset: '', optimizer: 'adam', learningRate: 1e-3, batchSize: 4, epochs: 1, seed: 5 },
  facts: {
    ...{ id: 'noise', title: 'Noise', summary: '', noun: 'images', file: '', trainCount: 20, testCount: 1 },
    labels: ['0', '1', '2'],
    shape: [6, 6, 1],
  },
};

describe('memory does not grow over 1,000 steps', () => {
  let chromium: Chromium | null = null;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 60_000);
  afterAll(() => chromium?.close());

  for (const backend of ['cpu', 'webgl', 'webgpu'] as const)
    it(`on TensorFlow.js, ${backend}`, async () => {
      const page = await chromium?.open();
      const question: MemoryQuestion = { backend, assignment, steps: STEPS };
      const held = await page?.call<readonly Held[] | null>('/tests/training/memory.page.ts', question);
      await page?.kill();
      const [before, after] = held ?? [];
      expect(before?.tensors).toBeGreaterThan(0);
      expect(after).toEqual(before);
    }, 300_000);

  it('on the engine, nor does the heap around it', async () => {
    const read = readAssignment(assignment);
    const { plan, dataset, model } = read;
    const mapping = mapImages(dataset.facts.shape, model.inputs[0]?.shape ?? []);
    if (typeof mapping === 'string') throw new Error(mapping);
    const engine = await Engine.start(engineTask(read, [mapping]), { module, helpers: [] });
    engine.load(dataset.pixels, dataset.labels);
    engine.setWeights(new Map([...read.weights].map(([name, { values }]) => [name, values])));
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const run = (steps: number) => {
      for (let step = 0; step < steps; step++)
        engine.step(
          Int32Array.from({ length: plan.batchSize }, (_, i) => (step + i) % 20),
          plan,
        );
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return { bytes: engine.bytes, heap: heapUsed + arrayBuffers };
    };
    const [before, after] = [run(100), run(STEPS)];
    expect(after.bytes).toBe(before.bytes);
    // Less than a hundred bytes a step: counters and code, no step's values.
    expect(after.heap - before.heap).toBeLessThan(100 * STEPS);
  });
});
