import { describe, expect, it } from 'vitest';
import { classMetrics, macroF1, topAccuracies } from '../../src/training/metrics';

/** Ten images of three classes; a fourth neither occurs nor is answered. */
const confusion = [
  [3, 1, 0, 0],
  [2, 2, 0, 0],
  [0, 2, 0, 0],
  [0, 0, 0, 0],
];

describe('how the classes fare', () => {
  const metrics = classMetrics(confusion);

  it('counts what was taken for a class, and what was found of it', () => {
    expect(metrics[0]).toEqual({ count: 4, precision: 3 / 5, recall: 3 / 4, f1: 6 / 9 });
    expect(metrics[1]).toEqual({ count: 4, precision: 2 / 5, recall: 2 / 4, f1: 4 / 9 });
  });
  it('makes F1 the harmonic mean of precision and recall', () => {
    for (const { precision, recall, f1 } of metrics.slice(0, 2))
      expect(f1).toBeCloseTo((2 * (precision ?? 0) * (recall ?? 0)) / ((precision ?? 0) + (recall ?? 0)), 12);
  });
  it('has no precision for a class that is never answered, whose F1 is 0', () =>
    expect(metrics[2]).toEqual({ count: 2, precision: null, recall: 0, f1: 0 }));
  it('says nothing of a class that neither occurs nor is answered', () =>
    expect(metrics[3]).toEqual({ count: 0, precision: null, recall: null, f1: null }));
  it('has no recall for a class that only occurs as an answer', () =>
    expect(
      classMetrics([
        [1, 1],
        [0, 0],
      ])[1],
    ).toEqual({ count: 0, precision: 0, recall: null, f1: 0 }));
  it('takes the mean F1 over the classes that have one', () => {
    expect(macroF1(metrics)).toBeCloseTo((6 / 9 + 4 / 9 + 0) / 3, 12);
    expect(macroF1([])).toBeNull();
  });
});

describe('top-k accuracy', () => {
  const row = (...p: number[]) => Float32Array.from(p);
  const rows = [
    row(0.4, 0.3, 0.2, 0.05, 0.03, 0.02),
    row(0.4, 0.3, 0.2, 0.05, 0.03, 0.02),
    row(0.4, 0.3, 0.2, 0.05, 0.03, 0.02),
    row(0.4, 0.3, 0.2, 0.05, 0.03, 0.02),
  ];

  it('is told for 3 and 5 where there are more classes', () => {
    // Ranks 1, 3, 4 and 6.
    expect(topAccuracies(rows, Uint8Array.of(0, 2, 3, 5))).toEqual([
      { k: 3, accuracy: 0.5 },
      { k: 5, accuracy: 0.75 },
    ]);
    expect(topAccuracies([row(0.1, 0.2, 0.3, 0.4)], Uint8Array.of(0))).toEqual([{ k: 3, accuracy: 0 }]);
    expect(topAccuracies([row(0.2, 0.3, 0.5)], Uint8Array.of(0))).toEqual([]);
  });
  it('takes the first of equals first, as the answer does', () => {
    const equal = row(0.25, 0.25, 0.25, 0.25);
    expect(topAccuracies([equal, equal], Uint8Array.of(2, 3))).toEqual([{ k: 3, accuracy: 0.5 }]);
  });
});
