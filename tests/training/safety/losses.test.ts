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
    100_000 + 30_000 * LOSSES,
  );

  it('says so when the worker ends by itself, and goes on in another', async () => {
    const page = await chromium.open();
    const told = await page.call<Record<string, unknown>>('/tests/training/safety/death.page.ts');
    expect(told).toEqual({
      failed: {
        says: expect.stringMatching(/^Training stopped unexpectedly: .*out of luck$/),
        others: expect.arrayContaining(['webgl', 'cpu', 'wasm']),
      },
      phase: 'finished',
      steps: Array.from({ length: 1000 }, (_, i) => i + 1),
    });
  }, 120_000);
});
