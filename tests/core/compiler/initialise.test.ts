import { describe, expect, it } from 'vitest';
import type { CompiledWeight } from '../../../src/core/compiler/compiled';
import { initialise } from '../../../src/core/compiler/initialise';
import type { Initializer } from '../../../src/core/op/operation';

const weight = (init: Initializer, shape: readonly number[], name = 'layer/kernel'): CompiledWeight => ({
  name,
  shape,
  init,
  trainable: true,
});
const drawn = (init: Initializer, shape: readonly number[], seed = 1): Float32Array =>
  initialise([weight(init, shape)], seed).get('layer/kernel')?.values ?? new Float32Array();

function statistics(values: Float32Array): { mean: number; deviation: number; largest: number } {
  let sum = 0;
  let squares = 0;
  let largest = 0;
  for (const v of values) {
    sum += v;
    squares += v * v;
    largest = Math.max(largest, Math.abs(v));
  }
  const mean = sum / values.length;
  return { mean, deviation: Math.sqrt(squares / values.length - mean * mean), largest };
}

/** A 3×3 convolution from 32 to 64 channels, and a linear layer from 200 to 100. */
const CONV = { shape: [3, 3, 32, 64], fanIn: 288, fanOut: 576 };
const LINEAR = { shape: [200, 100], fanIn: 200, fanOut: 100 };

describe.each([CONV, LINEAR])('weights of shape $shape', ({ shape, fanIn, fanOut }) => {
  const count = shape.reduce((a, b) => a * b, 1);

  it.each([
    ['glorot_uniform', 2 / (fanIn + fanOut), Math.sqrt(3)],
    ['he_uniform', 2 / fanIn, Math.sqrt(3)],
    ['glorot_normal', 2 / (fanIn + fanOut), 2 / 0.87962566],
    ['he_normal', 2 / fanIn, 2 / 0.87962566],
    ['lecun_normal', 1 / fanIn, 2 / 0.87962566],
  ] as const)('by %s have Keras’s variance and limits', (init, variance, limit) => {
    const { mean, deviation, largest } = statistics(drawn(init, shape));
    const expected = Math.sqrt(variance);
    expect(Math.abs(mean)).toBeLessThan((5 * expected) / Math.sqrt(count));
    expect(Math.abs(deviation / expected - 1)).toBeLessThan(5 / Math.sqrt(count));
    expect(largest).toBeLessThanOrEqual(limit * expected * 1.0001);
    expect(largest).toBeGreaterThan(limit * expected * 0.98);
  });

  it('by random_normal have deviation 0.05, without a limit', () => {
    const { deviation, largest } = statistics(drawn('random_normal', shape));
    expect(Math.abs(deviation / 0.05 - 1)).toBeLessThan(5 / Math.sqrt(count));
    expect(largest).toBeGreaterThan(3.5 * 0.05);
  });
});

describe('weights', () => {
  it('can be zeros, ones or a quarter', () => {
    expect([...drawn('zeros', [3])]).toEqual([0, 0, 0]);
    expect([...drawn('ones', [3])]).toEqual([1, 1, 1]);
    expect([...drawn('constant_0.25', [2])]).toEqual([0.25, 0.25]);
  });

  it('of one axis count it as fan-in and fan-out', () => {
    expect(statistics(drawn('glorot_uniform', [30_000])).largest).toBeLessThanOrEqual(Math.sqrt(6 / 60_000));
  });

  it('are the same for the same seed, and others for another', () => {
    expect(drawn('he_normal', [4, 4])).toEqual(drawn('he_normal', [4, 4]));
    expect(drawn('he_normal', [4, 4], 2)).not.toEqual(drawn('he_normal', [4, 4]));
  });

  it('do not change when other layers come or go', () => {
    const c1 = weight('he_normal', [5, 5, 1, 6], 'C1/kernel');
    const c3 = weight('he_normal', [5, 5, 6, 16], 'C3/kernel');
    const between = weight('he_normal', [3, 3, 6, 6], 'C2/kernel');
    const before = initialise([c1, c3], 7);
    const after = initialise([c1, between, c3], 7);
    expect(after.get('C3/kernel')).toEqual(before.get('C3/kernel'));
    expect(before.get('C1/kernel')?.values.slice(0, 4)).not.toEqual(before.get('C3/kernel')?.values.slice(0, 4));
  });
});
