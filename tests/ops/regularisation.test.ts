import { fill, grad, ones, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/core/op/operation';
import { type ParamValues, withDefaults } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';
import { alphaDropout } from '../../src/ops/regularisation/alpha_dropout';
import { dropout } from '../../src/ops/regularisation/dropout';
import { gaussianDropout } from '../../src/ops/regularisation/gaussian_dropout';
import { gaussianNoise } from '../../src/ops/regularisation/gaussian_noise';
import { spatialDropout } from '../../src/ops/regularisation/spatial_dropout';
import { seedNoise } from '../../src/training/layers/noiseSeed';
import { applied, layerOf, oneLayerModel, outputOf } from './oneLayerModel';

const SHAPE = [10, 10, 5];
const BATCH = 10;
const SIZE = BATCH * 10 * 10 * 5;

beforeEach(() => seedNoise(7, 0));

/** One training pass over a batch that is 1 everywhere, or that `from` makes. */
async function drawn(op: Operation, params: ParamValues, from: () => Tensor = () => ones([BATCH, ...SHAPE])) {
  const model = await oneLayerModel(op, params, SHAPE);
  return tidy(() => [...applied(model, from(), true).dataSync()]);
}
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map(v => (v - middle) ** 2));
};

const all = [...catalogue.values()].filter(op => op.category === 'regularisation');

describe.each(all)('$id', op => {
  it('changes nothing outside training, and keeps every shape', async () => {
    const model = await oneLayerModel(op, {}, [2, 2, 2]);
    const values = [1, -2, 3, -4, 5, -6, 7, -8];
    expect(outputOf(model, values, [2, 2, 2])).toEqual(values);
    expect(op.shape({ x: [null, 3, null] }, withDefaults(op.params, {}) as never)).toEqual([null, 3, null]);
  });

  it('repeats its draws for the same seed and step, and only then', async () => {
    const first = await drawn(op, {});
    const second = await drawn(op, {});
    expect(second).not.toEqual(first);
    seedNoise(7, 0);
    expect(await drawn(op, {})).toEqual(first);
    seedNoise(7, 1);
    expect(await drawn(op, {})).not.toEqual(first);
    seedNoise(8, 0);
    expect(await drawn(op, {})).not.toEqual(first);
  });

  it('is read back from Keras, and by no other operation', () => {
    const [parameter = ''] = Object.keys(op.params);
    const layer = layerOf(op, { [parameter]: 0.35 }, [2, 2, 2]);
    const readers = [...catalogue.values()].filter(other => other.fromKeras?.[layer.className]?.(layer.config));
    expect(readers).toEqual([op]);
    expect(op.fromKeras?.[layer.className]?.(layer.config)).toEqual({ [parameter]: 0.35 });
  });
});

describe('dropout', () => {
  it('drops its share of the values and scales up the rest', async () => {
    const y = await drawn(dropout, { rate: 0.3 });
    const dropped = y.filter(v => v === 0).length / SIZE;
    // Five standard deviations of a share of SIZE draws.
    expect(Math.abs(dropped - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / SIZE));
    for (const value of new Set(y)) expect([0, Math.fround(1 / 0.7)]).toContain(value);
  });

  it('sends gradients back through what it kept alone', async () => {
    const model = await oneLayerModel(dropout, { rate: 0.5 }, SHAPE);
    const kept = await drawn(dropout, { rate: 0.5 });
    seedNoise(7, 0);
    const back = tidy(() => [...grad((x: Tensor) => sum(applied(model, x, true)))(ones([BATCH, ...SHAPE])).dataSync()]);
    expect(back).toEqual(kept);
  });
});

describe('spatial dropout', () => {
  it('drops whole feature maps', async () => {
    const y = await drawn(spatialDropout, { rate: 0.4 });
    const map = (sample: number, c: number) => y.filter((_, i) => Math.floor(i / 500) === sample && i % 5 === c);
    const maps = Array.from({ length: BATCH * 5 }, (_, k) => new Set(map(Math.floor(k / 5), k % 5)));
    expect(maps.every(values => values.size === 1)).toBe(true);
    const dropped = maps.filter(values => values.has(0)).length;
    expect(dropped).toBeGreaterThan(5);
    expect(dropped).toBeLessThan(35);
  });
});

describe('noise', () => {
  it('has the deviation asked for, around the value', async () => {
    const y = await drawn(gaussianNoise, { stddev: 0.3 });
    expect(Math.abs(mean(y) - 1)).toBeLessThan((5 * 0.3) / Math.sqrt(SIZE));
    expect(Math.sqrt(variance(y)) / 0.3).toBeCloseTo(1, 1);
  });

  it('multiplies, in Gaussian dropout, with the variance of dropout at the same rate', async () => {
    const rate = 0.2;
    const y = await drawn(gaussianDropout, { rate }, () => fill([BATCH, ...SHAPE], 2));
    const deviation = Math.sqrt(rate / (1 - rate));
    expect(Math.abs(mean(y) - 2)).toBeLessThan((5 * 2 * deviation) / Math.sqrt(SIZE));
    expect(Math.sqrt(variance(y)) / (2 * deviation)).toBeCloseTo(1, 1);
  });
});

describe('alpha dropout', () => {
  it('keeps mean 0 and variance 1', async () => {
    // A fixed sample of mean 0 and variance 1.
    const values = Array.from({ length: SIZE }, (_, i) => Math.sqrt(2) * Math.sin(i * 2.399963));
    const y = await drawn(alphaDropout, { rate: 0.25 }, () => tensor(values, [BATCH, ...SHAPE]));
    expect(Math.abs(mean(y))).toBeLessThan(0.05);
    expect(Math.abs(variance(y) - 1)).toBeLessThan(0.05);
  });
});
