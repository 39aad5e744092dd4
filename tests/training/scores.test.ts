import { describe, expect, it } from 'vitest';
import type { Head } from '../../src/training/heads';
import { score } from '../../src/training/scores';

const labels = Uint8Array.of(2, 0);
const head = (loss: Head['loss'], link: Head['link'], lossWeight = 1): Head => ({
  layer: 'out',
  loss,
  link,
  lossWeight,
});
const ln = Math.log;
const lossOf = (of: Head, said: readonly number[], smoothing = 0, classWeights: readonly number[] | null = null) =>
  score([of], [Float32Array.from(said)], labels, {
    smoothing,
    classWeights: classWeights && Float32Array.from(classWeights),
  }).loss;

/** Logarithms of probabilities are logits. */
const p = [0.2, 0.3, 0.5, 0.7, 0.2, 0.1];
const softmax = head('categorical_crossentropy', 'softmax');
const plain = head('categorical_crossentropy', null);

describe('the loss that is shown', () => {
  it('is minus the logarithm of the probability of the label', () => {
    expect(lossOf(plain, p)).toBeCloseTo(-ln(0.5) - ln(0.7), 5);
    expect(lossOf(softmax, p.map(ln))).toBeCloseTo(-ln(0.5) - ln(0.7), 5);
  });

  it('spreads a share of the target over all classes', () => {
    const wanted = -(0.1 * ln(0.2) + 0.1 * ln(0.3) + 0.8 * ln(0.5)) - (0.8 * ln(0.7) + 0.1 * ln(0.2) + 0.1 * ln(0.1));
    expect(lossOf(plain, p, 0.3)).toBeCloseTo(wanted, 5);
    expect(lossOf(softmax, p.map(ln), 0.3)).toBeCloseTo(wanted, 5);
  });

  it('smooths binary targets towards a half', () => {
    const row = (a: number, b: number, c: number) => -(ln(a) + ln(b) + ln(c)) / 3;
    const value = (x: number, y: number) => Math.exp(y * ln(x) + (1 - y) * ln(1 - x));
    const wanted =
      row(value(0.2, 0.1), value(0.3, 0.1), value(0.5, 0.9)) + row(value(0.7, 0.9), value(0.2, 0.1), value(0.1, 0.1));
    expect(lossOf(head('binary_crossentropy', null), p, 0.2)).toBeCloseTo(wanted, 5);
    const logits = p.map(x => ln(x / (1 - x)));
    expect(lossOf(head('binary_crossentropy', 'sigmoid'), logits, 0.2)).toBeCloseTo(wanted, 5);
  });

  it('leaves squared errors unsmoothed', () =>
    expect(lossOf(head('mean_squared_error', null), p, 0.5)).toBe(lossOf(head('mean_squared_error', null), p)));

  it('counts each image by its class', () => {
    expect(lossOf(plain, p, 0, [3, 1, 0.5])).toBeCloseTo(-0.5 * ln(0.5) - 3 * ln(0.7), 5);
    expect(lossOf(head('mean_squared_error', null), p, 0, [0, 9, 1])).toBeCloseTo((0.04 + 0.09 + 0.25) / 3, 5);
  });

  it('stays finite for logits that a softmax would overflow on, and is no number where one of them is none', () => {
    expect(lossOf(softmax, [0, 0, 1e4, 1e4, 0, 0], 0.1)).toBeCloseTo(2 * (0.1 / 3) * 2 * 1e4, 0);
    expect(lossOf(softmax, [0, 0, Number.NaN, 0, 0, 0])).toBeNaN();
  });
});
