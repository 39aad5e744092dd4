import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../chromium-page';

/** How often the context is lost; more by hand: `NETLOOM_LOSSES=20 npx vitest run tests/training/safety/losses.test.ts`. */
const LOSSES = Number(process.env.NETLOOM_LOSSES ?? 2);
const EPOCHS = 3;

describe('a run whose graphics context is taken away', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  it(
    `says so ${LOSSES} times, goes on each time, and at last on the processor`,
    async () => {
      const page = await chromium.open();
      const { failures, phase, backend, steps, validated, finite, seconds } = await page.call<{
        readonly failures: readonly unknown[];
        readonly phase: string;
        readonly backend: string;
        readonly steps: readonly number[];
        readonly validated: readonly number[];
        readonly finite: boolean;
        readonly seconds: number;
      }>('/tests/training/safety/losses.page.ts', { losses: LOSSES, epochs: EPOCHS });
      const failure = {
        says: 'The browser took the graphics device away from WebGL',
        others: expect.arrayContaining(['wasm', 'cpu', 'webgl']),
      };
      expect(failures).toEqual(Array.from({ length: LOSSES }, () => failure));
      expect({ phase, backend, finite }).toEqual({ phase: 'finished', backend: 'wasm', finite: true });
      // No step is missing from the curve, and none is there twice.
      expect(steps).toEqual(Array.from({ length: 4 * EPOCHS }, (_, i) => i + 1));
      expect(validated).toEqual(Array.from({ length: EPOCHS }, (_, i) => 4 * (i + 1)));
      if (LOSSES > 5) console.log(`${LOSSES} losses in ${seconds.toFixed(0)} s`);
    },
    60_000 + 30_000 * LOSSES,
  );
});
