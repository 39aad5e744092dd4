import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../chromium-page';

describe('the training client, with its worker in Chromium', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());
  const tell = async (story: string): Promise<Record<string, unknown>> =>
    (await chromium.open()).call('/tests/training/client.page.ts', story);

  it('trains on the digits, answers, and goes on', async () => {
    const { phases, accuracy, weights, answer, sample, flat, out, epochs, steps } = await tell('whole');
    expect(phases).toEqual(['preparing', 'running', 'finished', 'preparing', 'running', 'finished']);
    expect(accuracy).toBeGreaterThan(0.85);
    expect(weights).toEqual([
      ['out/kernel', [784, 10], 7840],
      ['out/bias', [10], 10],
    ]);
    expect(flat).toEqual([784]);
    expect(epochs).toBe(3);
    expect(steps).toBe(3 * 32);
    for (const other of [sample, out]) expect(rounded(other)).toEqual(rounded(answer));
  });

  it('pauses, resumes and stops', async () => {
    const { phases, kept, stopped } = await tell('pausedAndStopped');
    expect(phases).toEqual(['preparing', 'running', 'paused', 'running', 'finished']);
    expect(kept).toBe(2);
    expect(stopped).toBe(true);
  });

  it('starts anew after a failure', async () => {
    const { failed, again } = await tell('failedAndStartedAgain');
    expect(failed).toMatchObject({ phase: 'failed', says: 'The plan has 2 class weights, the data set 10 classes' });
    expect(again).toEqual(['preparing', 'running', 'finished']);
  });

  it('answers the same from weights that were taken elsewhere', async () => {
    const { before, after } = await tell('opened');
    expect(rounded(after)).toEqual(rounded(before));
  });

  it('keeps the weights, and answers, when the browser takes the graphics device away', async () => {
    const page = await chromium.open(line => {
      if (line === 'crash the GPU') void chromium.crashGpu();
    });
    const { failed, weights, answers } = await page.call<Record<string, unknown>>(
      '/tests/training/client.page.ts',
      'lost',
    );
    expect(failed).toMatchObject({
      phase: 'failed',
      says: 'The browser took the graphics device away from WebGL',
      wayOut: 'Go on from where the run was kept last',
    });
    expect([weights, answers]).toEqual([2, 10]);
  });
});

const rounded = (values: unknown): unknown => Array.isArray(values) && values.map(v => Number(v).toFixed(5));
