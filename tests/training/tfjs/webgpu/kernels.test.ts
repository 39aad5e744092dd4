import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../../chromium-page';

describe('our kernels for WebGPU', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  it('give what TensorFlow.js gives on the CPU', async () => {
    const page = await chromium.open();
    const { ours, cpu } = await page.call<Record<'ours' | 'cpu', Record<string, number[]>>>(
      '/tests/training/tfjs/webgpu/kernels.page.ts',
    );
    expect(Object.keys(ours)).toHaveLength(7 * 4 + 4 * 4 * 2 + 2 + 5 * 2 + 5);
    for (const [what, wanted] of Object.entries(cpu)) {
      const got = ours[what] ?? [];
      const scale = Math.max(...wanted.map(Math.abs));
      expect(got, what).toHaveLength(wanted.length);
      const worst = wanted.reduce((most, v, i) => Math.max(most, Math.abs(v - (got[i] ?? Number.NaN))), 0);
      expect(worst / scale, what).toBeLessThan(1e-5);
    }
  }, 120_000);
});
