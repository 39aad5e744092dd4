import { countParamsInWeights } from '@tensorflow/tfjs-layers/dist/utils/variable_utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tfjsFolder } from '../../src/exchange/tfjsModel';
import { type Chromium, startChromium } from '../chromium-page';
import { exported, written } from '../exchange/exported';
import { loadPlain } from '../exchange/plainTfjs';
import truth from './truth/inception_v3.torchvision.json';

describe('Inception v3 in the browser', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  it('says of one image of 299×299 pixels 1,000 probabilities that sum to 1', async () => {
    const page = await chromium.open();
    const answers = await page.call<readonly number[]>('/tests/presets/inception.page.ts', 3);
    expect(answers).toHaveLength(1000);
    expect(answers.every(p => Number.isFinite(p) && p >= 0 && p <= 1)).toBe(true);
    expect(answers.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
    // Not the same for every class, as it were if the image had been lost on the way.
    expect(new Set(answers).size).toBeGreaterThan(900);
  });
});

describe.each([
  ['inception-v3', truth.without_aux],
  ['inception-v3-auxiliary', truth.with_aux],
])('%s as a TensorFlow.js model', (name, { total_params, buffers }) => {
  it('has torchvision’s parameters, trained ones and others', async () => {
    const model = await loadPlain(await written(tfjsFolder, { ...(await exported(name)), weights: null }));
    expect(model.countParams()).toBe(total_params + buffers);
    expect(countParamsInWeights(model.trainableWeights)).toBe(total_params);
    model.dispose();
  });
});
