import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TfjsBackend } from '../../../src/training/tfjs/backends';
import { type Chromium, startChromium } from '../../chromium-page';
import { type Case, cases } from '../../engine/torch-cases';
import curves from '../../engine/torch-curves.json';
import type { Asked } from './fifty-steps.page';

const kept: Readonly<Record<string, readonly number[]>> = curves;
const BACKENDS: readonly TfjsBackend[] = ['webgl', 'webgpu'];

const written = ({ assignment: { model, plan, dataset }, batches }: Case, backend: TfjsBackend): Asked => ({
  ...{ backend, model, plan },
  shape: dataset.facts.shape,
  classes: dataset.facts.labels.length,
  batches: batches.map(batch => [...batch]),
});

// The engine and the CPU backend are held to the same file, in tests/engine/torch.test.ts.
describe('fifty steps in a real browser lose what PyTorch loses from the same weights, within a thousandth', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  for (const backend of BACKENDS)
    for (const one of cases().filter(({ batches }) => batches.length === 50))
      it(`on ${backend}: ${one.title}`, async () => {
        const page = await chromium.open();
        const losses = await page.call<number[]>('/tests/training/tfjs/fifty-steps.page.ts', written(one, backend));
        await page.kill();
        const wanted = kept[one.title] ?? [];
        expect(losses).toHaveLength(50);
        const off = losses.map((loss, step) => Math.abs(loss / (wanted[step] ?? Number.NaN) - 1));
        expect(off.filter(share => !(share < 1e-3))).toEqual([]);
      }, 180_000);
});
