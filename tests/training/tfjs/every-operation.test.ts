import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../chromium-page';
import type { Compared } from './every-operation.page';

describe('every operation trains in a real browser with the gradients of the CPU backend', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  for (const backend of ['webgl', 'webgpu'])
    it(`on ${backend}`, async () => {
      const page = await chromium.open();
      const all = await page.call<Compared[] | null>('/tests/training/tfjs/every-operation.page.ts', backend);
      if (!all) throw new Error(`this browser has no ${backend}`);
      expect(all.length).toBeGreaterThan(70);
      const wrong = all.flatMap(({ title, differences }) =>
        Object.entries(differences)
          .filter(([, difference]) => !(difference < 1e-3))
          .map(([weight, difference]) => `${title}: ${weight} ${difference.toExponential(1)}`),
      );
      expect(wrong).toEqual([]);
    }, 600_000);
});
