import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../../chromium-page';
import type { Case } from './kernels.page';

const cases: readonly Case[] = [
  { image: [4, 12, 12, 1], kernel: [5, 5, 1, 6], pad: 'valid', stride: 1 },
  { image: [3, 6, 6, 6], kernel: [5, 5, 6, 16], pad: 'valid', stride: 1 },
  { image: [2, 5, 7, 3], kernel: [3, 2, 3, 5], pad: 'same', stride: 1 },
  { image: [3, 6, 5, 4], kernel: [2, 4, 4, 1], pad: 'same', stride: 1 },
  { image: [2, 4, 4, 5], kernel: [1, 1, 5, 3], pad: 'same', stride: 1 },
  { image: [1, 3, 3, 2], kernel: [3, 3, 2, 7], pad: 'valid', stride: 1 },
  { image: [2, 7, 6, 3], kernel: [3, 3, 3, 4], pad: 'same', stride: 2 },
];

describe('convolutions of stride 1 and sums on WebGL, against TensorFlow.js’s on the CPU', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  it('give the same outputs and gradients', async () => {
    const page = await chromium.open();
    const { theirs, ours } = await page.call<Record<'theirs' | 'ours', Record<string, number[]>[]>>(
      '/tests/training/tfjs/webgl/kernels.page.ts',
      cases,
    );
    expect(theirs).toHaveLength(cases.length + 1);
    [...cases, 'sums'].forEach((shape, i) => {
      for (const [what, expected] of Object.entries(theirs[i] ?? {})) {
        const scale = Math.max(...expected.map(Math.abs));
        const got = ours[i]?.[what] ?? [];
        const worst = expected.reduce((max, v, n) => Math.max(max, Math.abs(v - (got[n] ?? Number.NaN))), 0);
        expect(got, `${what} of ${JSON.stringify(shape)}`).toHaveLength(expected.length);
        expect(worst / scale, `${what} of ${JSON.stringify(shape)}`).toBeLessThan(1e-5);
      }
    });
  }, 120_000);
});
