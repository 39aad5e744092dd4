import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import { type Chromium, type ChromiumPage, startChromium } from '../chromium-page';
import { compiled, type Written, written } from './networks';
import type { Question } from './steps.page';

const NETS: Readonly<Record<string, readonly Written[]>> = {
  'a convolution with dropout': [
    ['in', 'input', { shape: [10, 10, 1] }],
    ['c', 'conv2d', { filters: 6, kernel: [3, 3] }],
    ['t', 'tanh'],
    ['d', 'dropout', { rate: 0.3 }],
    ['p', 'average_pool'],
    ['f', 'flatten'],
    ['l', 'linear', { units: 5 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ],
  'batch normalisation': [
    ['in', 'input', { shape: [10, 10, 1] }],
    ['c', 'conv2d', { filters: 6, kernel: [3, 3], bias: false }],
    ['n', 'batch_norm'],
    ['r', 'relu'],
    ['f', 'flatten'],
    ['l', 'linear', { units: 5 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ],
};

describe('threads, in a real browser', () => {
  let chromium: Chromium | null = null;
  let page: ChromiumPage;
  beforeAll(async () => {
    chromium = await startChromium();
    page = await chromium.open();
  }, 60_000);
  afterAll(() => chromium?.close());
  const ask = <T>(question: Question) => page.call<T>('/tests/engine/steps.page.ts', question);

  /** The weights after so many steps of a batch of 13, which no number of threads divides. */
  async function weightsAfter(
    net: readonly Written[],
    threads: number,
    steps: number,
    asked: Partial<TrainingPlan> = {},
  ): Promise<readonly number[]> {
    const facts = {
      ...{ id: 'noise', title: 'Noise', summary: '', noun: 'images', file: '', trainCount: 20, testCount: 1 },
      labels: ['0', '1', '2', '3', '4'],
      shape: [10, 10, 1] as const,
    };
    const plan: TrainingPlan = {
      ...{ dataset: '', optimizer: 'momentum', learningRate: 0.01, batchSize: 13, epochs: 1, seed: 5 },
      ...asked,
    };
    const name = 'under test';
    await ask({ do: 'prepare', name, threads, assignment: { model: compiled(written(net)), plan, facts, seed: 5 } });
    await ask({ do: 'time', name, count: steps });
    const weights = await ask<number[]>({ do: 'weights', name });
    await ask({ do: 'forget', name });
    return weights;
  }

  it('find the page isolated, so that they can share memory', async () => {
    expect(await ask({ do: 'isolated' })).toBe(true);
  });
  it('clip by the norm of what all of them made together, the same bits each time', async () => {
    const net = NETS['a convolution with dropout'] ?? [];
    const of = (threads: number, clipNorm: number) => weightsAfter(net, threads, 12, { clipNorm });
    const [one, three] = [await of(1, 0.5), await of(3, 0.5)];
    expect(await of(3, 0.5)).toEqual(three);
    const most = (other: readonly number[]) =>
      one.reduce((d, w, i) => Math.max(d, Math.abs(w - (other[i] ?? Number.NaN))), 0);
    expect(most(three)).toBeLessThan(1e-5);
    expect(most(await of(1, 1e9))).toBeGreaterThan(1e-3);
  });
  for (const [title, net] of Object.entries(NETS)) {
    it(`give the same bits each time, however they are scheduled: ${title}`, async () => {
      const once = await weightsAfter(net, 3, 30);
      expect(await weightsAfter(net, 3, 30)).toEqual(once);
    });
    it(`change what one thread makes by rounding only: ${title}`, async () => {
      const [one, two, four] = [
        await weightsAfter(net, 1, 12),
        await weightsAfter(net, 2, 12),
        await weightsAfter(net, 4, 12),
      ];
      const most = (other: readonly number[]) =>
        one.reduce((d, w, i) => Math.max(d, Math.abs(w - (other[i] ?? Number.NaN))), 0);
      expect(most(two)).toBeLessThan(1e-5);
      expect(most(four)).toBeLessThan(1e-5);
      expect(one.some(w => Number.isNaN(w))).toBe(false);
    });
  }
});
