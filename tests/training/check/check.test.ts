import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { initialise } from '../../../src/core/compiler/initialise';
import { DEFAULT_PLAN, type TrainingPlan } from '../../../src/core/document/training-plan';
import { Engine } from '../../../src/engine/engine';
import { largestBatch, memoryBudget } from '../../../src/training/check/budget';
import { type BackendCheck, checkBeforeTraining } from '../../../src/training/check/check';
import { engineNeeds } from '../../../src/training/check/engine-memory';
import type { Health } from '../../../src/training/check/health-report';
import { mapImages } from '../../../src/training/datasets/image-mapping';
import { engineTask } from '../../../src/training/engine/engine-task';
import { createEngineTrainer } from '../../../src/training/engine/engine-trainer';
import { makeTfjsTrainer } from '../../../src/training/tfjs/make-trainer';
import { compiled, noisyImages, written } from '../../engine/networks';

const file = fileURLToPath(new URL('../../../src/engine/built/simd.wasm', import.meta.url));
const module = new WebAssembly.Module(readFileSync(file));
const employer = async () => ({ module, helpers: [] });

const dataset = noisyImages([8, 8, 1], 10, 40);
const plan: TrainingPlan = { ...DEFAULT_PLAN, dataset: dataset.facts.id, batchSize: 8 };
const model = compiled(
  written([
    ['in', 'input', { shape: [8, 8, 1] }],
    ['conv', 'conv2d', { filters: 4 }],
    ['norm', 'batch_norm'],
    ['flat', 'flatten'],
    ['fc', 'linear', { units: 10 }],
    ['out', 'output'],
  ]),
);
const assignment = { model, plan, dataset, weights: initialise(model.weights, plan.seed) };

it('tells of the batch, and of every backend that comes up, in words where one fails', async () => {
  const backends: BackendCheck[] = [];
  const healths: Health[] = [];
  const doing: string[] = [];
  await checkBeforeTraining(
    { model, plan, backend: 'auto', estimate: null },
    {
      datasets: [dataset.facts],
      load: async () => dataset,
      employer,
      threads: 1,
      deviceGib: 8,
      async make(backend, given) {
        if (backend === 'wasm') return createEngineTrainer(given, employer);
        if (backend === 'cpu') return makeTfjsTrainer('cpu', given);
        if (backend === 'webgl') throw new Error('Requested texture size is too large');
        return null;
      },
    },
    {
      doing: what => void doing.push(what),
      backend: check => void backends.push(check),
      health: health => void healths.push(health),
      noHealth: says => {
        throw new Error(says);
      },
    },
  );
  expect(backends.map(b => b.backend)).toEqual(['wasm', 'webgl', 'cpu']);
  const [wasm, webgl] = backends;
  expect(webgl).toEqual({ backend: 'webgl', says: 'WebGL ran out of memory', largestBatch: null });
  if (!wasm || !('stepMs' in wasm)) throw new Error('The engine was not timed');
  expect(wasm.stepMs).toBeGreaterThan(0);
  expect(wasm.validationMs).toBeGreaterThan(0);
  expect(wasm.memory?.largestBatch).toBe(32);
  expect(healths.map(h => h.images)).toEqual([8]);
  expect(doing[0]).toBe('Loading Noise');
});

it('asks no device for far more memory than there is, and says what batch the engine has room for', async () => {
  const backends: BackendCheck[] = [];
  const made: string[] = [];
  await checkBeforeTraining(
    { model, plan, backend: 'auto', estimate: 20e9 },
    {
      datasets: [dataset.facts],
      load: async () => dataset,
      employer: null,
      threads: 1,
      deviceGib: 8,
      async make(backend) {
        made.push(backend);
        throw new RangeError('Out of memory: the network needs 5.0 GiB');
      },
    },
    {
      doing: () => undefined,
      backend: check => void backends.push(check),
      health: () => undefined,
      noHealth: () => undefined,
    },
  );
  expect(made).toEqual(['wasm']);
  expect(backends.map(b => [b.backend, 'says' in b && b.says, 'says' in b && b.largestBatch])).toEqual([
    ['wasm', 'WebAssembly ran out of memory', 32],
    ['webgpu', 'It needs more memory than there is', null],
    ['webgl', 'It needs more memory than there is', null],
    ['cpu', 'It needs more memory than there is', null],
  ]);
});

it('refuses a data set that does not fit with the sentence of a run', async () => {
  const other = noisyImages([8, 8, 1], 7, 40);
  const check = checkBeforeTraining(
    { model, plan, backend: 'auto', estimate: null },
    {
      datasets: [other.facts],
      load: async () => other,
      make: async () => null,
      employer: null,
      threads: 1,
      deviceGib: undefined,
    },
    { doing: () => undefined, backend: () => undefined, health: () => undefined, noHealth: () => undefined },
  );
  await expect(check).rejects.toThrow('The output fc has 10 values, the data set 7 classes');
});

it('knows to the byte what the engine will take, at any batch size', async () => {
  const needs = engineNeeds(assignment, 1);
  for (const batchSize of [4, 32]) {
    const own = { ...assignment, plan: { ...plan, batchSize } };
    const mapping = mapImages(dataset.facts.shape, [8, 8, 1]);
    if (typeof mapping === 'string') throw new Error(mapping);
    const engine = await Engine.start(engineTask(own, [mapping]), await employer());
    expect(needs?.(batchSize)).toBe(engine.bytes);
    engine.dispose();
  }
});

it('finds the largest batch that fits', () => {
  const needs = (batch: number) => 100 + 10 * batch;
  expect(largestBatch(needs, 500, 8000)).toBe(32);
  expect(largestBatch(needs, 109, 8000)).toBeNull();
  expect(largestBatch(needs, 1e9, 100)).toBe(64);
  expect(largestBatch(() => null, 1e9, 100)).toBeNull();
});

it('takes half of the memory, as far as its kind can hold it', () => {
  const GIB = 2 ** 30;
  expect(memoryBudget('wasm', 4)).toBe(2 * GIB);
  expect(memoryBudget('wasm', 32)).toBe(4 * GIB);
  expect(memoryBudget('webgl', 16)).toBe(2 * GIB);
  expect(memoryBudget('cpu', 16)).toBe(8 * GIB);
  expect(memoryBudget('webgpu')).toBe(2 * GIB);
});
