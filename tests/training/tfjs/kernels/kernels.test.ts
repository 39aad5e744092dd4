import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../../chromium-page';
import { shapesIn } from './shapes';

describe('our kernels', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  it.each(['webgl', 'webgpu'])(
    'give on %s what TensorFlow.js gives on the CPU',
    { timeout: 120_000 },
    async backend => {
      const page = await chromium.open();
      const { ours, cpu } = await page.call<Record<'ours' | 'cpu', Record<string, number[]>>>(
        '/tests/training/tfjs/kernels/kernels.page.ts',
        backend,
      );
      const { convolutions, products, sums } = shapesIn;
      const also = backend === 'webgpu' ? products.length * 8 + 2 + 5 : 0;
      expect(Object.keys(ours)).toHaveLength(convolutions.length * 4 + sums.length * 2 + also);
      for (const [what, wanted] of Object.entries(cpu)) {
        const got = ours[what] ?? [];
        const scale = Math.max(...wanted.map(Math.abs));
        expect(got, what).toHaveLength(wanted.length);
        const worst = wanted.reduce((most, v, i) => Math.max(most, Math.abs(v - (got[i] ?? Number.NaN))), 0);
        expect(worst / scale, what).toBeLessThan(1e-5);
      }
      await page.kill();
    },
  );
});
