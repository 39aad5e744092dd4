import { describe, expect, it } from 'vitest';
import { normalFrom, randomInt, seededRandom, shuffle } from '../../src/core/random';

const draw = (n: number, next: () => number): number[] => Array.from({ length: n }, next);
const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const moment = (xs: readonly number[], k: number): number => mean(xs.map(x => x ** k));

describe('random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(draw(5, seededRandom(1))).toEqual(draw(5, seededRandom(1)));
    expect(draw(5, seededRandom(1))).not.toEqual(draw(5, seededRandom(2)));
    expect(draw(5, seededRandom('1/C1/kernel'))).not.toEqual(draw(5, seededRandom('1/C3/kernel')));
  });

  it('are those of sfc32, computed elsewhere', () => {
    expect(draw(3, seededRandom(42)).map(x => x * 2 ** 32)).toEqual([3158368281, 422330803, 2422300434]);
  });

  it('fill 0 to 1 evenly', () => {
    const random = seededRandom(3);
    const bins = new Array<number>(64).fill(0);
    const n = 640_000;
    for (let i = 0; i < n; i++) {
      const bin = Math.floor(random() * 64);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const expected = n / 64;
    const chiSquared = bins.reduce((sum, b) => sum + (b - expected) ** 2 / expected, 0);
    // 63 degrees of freedom: between 25 and 125 in all but one of 100,000 draws.
    expect(chiSquared).toBeGreaterThan(25);
    expect(chiSquared).toBeLessThan(125);
  });

  it('do not follow one another', () => {
    const xs = draw(200_000, seededRandom(4));
    const products = xs.slice(1).map((x, i) => (x - 0.5) * ((xs[i] ?? 0) - 0.5));
    expect(Math.abs(mean(products))).toBeLessThan((5 * (1 / 12)) / Math.sqrt(200_000));
  });

  it('of neighbouring seeds have nothing in common', () => {
    const first = draw(
      2000,
      (() => {
        let seed = 0;
        return () => seededRandom(seed++)();
      })(),
    );
    expect(Math.abs(mean(first) - 0.5)).toBeLessThan(0.03);
    expect(
      Math.abs(
        moment(
          first.map(x => x - 0.5),
          2,
        ) -
          1 / 12,
      ),
    ).toBeLessThan(0.01);
  });

  it('can be normal', () => {
    const xs = draw(200_000, normalFrom(seededRandom(5)));
    expect(mean(xs)).toBeCloseTo(0, 1.8);
    expect(moment(xs, 2)).toBeCloseTo(1, 1.5);
    expect(Math.abs(moment(xs, 3))).toBeLessThan(0.05);
    expect(moment(xs, 4)).toBeCloseTo(3, 1);
  });

  it('can be whole numbers below a bound, each as often', () => {
    const random = seededRandom(6);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const n = randomInt(random, 3);
      counts[n] = (counts[n] ?? 0) + 1;
    }
    expect(counts.length).toBe(3);
    for (const c of counts) expect(Math.abs(c - 10_000)).toBeLessThan(400);
  });
});

describe('shuffling', () => {
  it('keeps every item', () => {
    const list = shuffle(
      Int32Array.from({ length: 100 }, (_, i) => i),
      seededRandom(7),
    );
    expect([...list].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...list]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('gives every order as often', () => {
    const random = seededRandom(8);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = shuffle([0, 1, 2, 3], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const c of counts.values()) expect(Math.abs(c - 1000)).toBeLessThan(150);
  });
});
