import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../chromium-page';
import type { Curves } from './settings.page';

describe('every optimizer and every setting of a plan train in a real browser as on the CPU backend', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  for (const backend of ['webgl', 'webgpu'])
    it(`on ${backend}`, async () => {
      const page = await chromium.open();
      const all = await page.call<Curves[] | null>('/tests/training/tfjs/settings.page.ts', backend);
      if (!all) throw new Error(`this browser has no ${backend}`);
      expect(all).toHaveLength(13 + 5);
      const wrong = all.flatMap(({ title, there, cpu }) =>
        cpu.flatMap((loss, step) => {
          const off = Math.abs((there[step] ?? Number.NaN) / loss - 1);
          return off < 1e-3 ? [] : [`${title}: step ${step + 1} by ${off.toExponential(1)}`];
        }),
      );
      expect(wrong).toEqual([]);
    }, 300_000);
});
