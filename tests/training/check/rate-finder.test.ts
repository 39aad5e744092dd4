import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN, type TrainingPlan } from '../../../src/core/document/training-plan';
import { augmentedBatch } from '../../../src/training/augmentation';
import { findRate, judged, type SweepPoint } from '../../../src/training/check/rate-finder';
import { SWEEP_STEPS, sweepRate } from '../../../src/training/check/sweep-rates';
import type { MakeTrainer } from '../../../src/training/choose-trainer';
import { createEngineTrainer } from '../../../src/training/engine/engine-trainer';
import { compiled, written } from '../../engine/networks';
import { tinyImages } from '../tiny';

const file = fileURLToPath(new URL('../../../src/engine/built/simd.wasm', import.meta.url));
const module = new WebAssembly.Module(readFileSync(file));

describe('the sweep of learning rates', () => {
  it('goes from 1e-6 to 10 in equal steps of the logarithm', () => {
    expect(sweepRate(0)).toBeCloseTo(1e-6, 12);
    expect(sweepRate(SWEEP_STEPS - 1)).toBeCloseTo(10, 9);
    expect(sweepRate(50) / sweepRate(49)).toBeCloseTo(sweepRate(2) / sweepRate(1), 9);
  });

  it('suggests where the loss falls fastest, not where it is lowest', () => {
    // Falls along a logistic curve whose steepest place is at 1e-3, is lowest near 0.1 and rises from there.
    const points = Array.from({ length: SWEEP_STEPS }, (_, i): SweepPoint => {
      const rate = sweepRate(i);
      const at = Math.log10(rate);
      return { rate, loss: 2.3 - 2 / (1 + Math.exp(-4 * (at + 3))) + Math.max(0, at + 1) ** 2 };
    });
    const { suggestion, smooth } = judged(points);
    expect(Math.log10(suggestion ?? 1)).toBeCloseTo(-3, 0.9);
    expect(sweepRate(smooth.indexOf(Math.min(...smooth)))).toBeGreaterThan(0.02);
  });

  it('is not misled by a single low value', () => {
    const points = Array.from({ length: 60 }, (_, i): SweepPoint => ({ rate: sweepRate(i), loss: i === 30 ? 2 : 2.3 }));
    expect(judged(points).smooth[30]).toBeCloseTo(2.3 - 0.3 / 7, 6);
  });

  it('suggests nothing when the loss only rises', () => {
    expect(judged([1, 2, 3, 4, 5, 6].map((loss, i) => ({ rate: sweepRate(i), loss }))).suggestion).toBeNull();
    expect(judged([]).suggestion).toBeNull();
  });
});

const model = compiled(
  written([
    ['in', 'input', { shape: [4, 4, 1] }],
    ['flat', 'flatten'],
    ['fc', 'linear', { units: 12 }],
    ['act', 'relu'],
    ['last', 'linear', { units: 3 }],
    ['out', 'output'],
  ]),
);
const plan: TrainingPlan = { ...DEFAULT_PLAN, dataset: 'tiny', optimizer: 'sgd', batchSize: 16 };
const dataset = tinyImages();
const library = { datasets: [dataset.facts], load: async () => dataset };
const onEngine: MakeTrainer = async (backend, given) =>
  backend === 'wasm' ? createEngineTrainer(given, async () => ({ module, helpers: [] })) : null;
const deaf = { doing: () => undefined, began: () => undefined, point: () => undefined };

it('finds a rate for a small network, ends where the loss blows up, and repeats itself', async () => {
  const run = async () => {
    const heard: SweepPoint[] = [];
    const found = await findRate(
      { model, plan, backend: 'auto' },
      { ...library, make: onEngine },
      { ...deaf, point: point => void heard.push(point) },
    );
    expect(heard).toEqual(found.points);
    return found;
  };
  const found = await run();
  expect(found.suggestion).toBeGreaterThan(1e-3);
  expect(found.suggestion).toBeLessThan(3);
  expect(found.points.length).toBeGreaterThan(50);
  const losses = found.points.map(p => p.loss);
  expect(Math.min(...losses)).toBeLessThan(0.8 * (losses[0] ?? 0));
  expect((await run()).suggestion).toBe(found.suggestion);
});

it('shows the network the images as the plan changes them in training', async () => {
  const augmentation = { shift: 1, brightness: 0.3 };
  const seen: { readonly images: Int32Array; readonly pixels: Uint8Array | undefined }[] = [];
  const make: MakeTrainer = async (backend, given, software) => {
    const trainer = await onEngine(backend, given, software);
    if (!trainer) return null;
    const step = trainer.step.bind(trainer);
    trainer.step = (images, how) => {
      seen.push({ images: images.slice(), pixels: how.pixels });
      step(images, how);
    };
    return trainer;
  };
  await findRate({ model, plan: { ...plan, augmentation }, backend: 'wasm' }, { ...library, make }, deaf);
  expect(seen.length).toBeGreaterThan(50);
  for (const [i, { images, pixels }] of seen.entries())
    expect(pixels).toEqual(augmentedBatch(dataset, images, augmentation, plan.seed, i));
});
