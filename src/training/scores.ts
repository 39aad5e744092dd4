import type { Loss } from '../core/compiler/compiled';
import { type Head, mainHead } from './heads';
import type { Outputs } from './trainer';

/** Sums over some images; divide by `count` for means. */
export interface Score {
  readonly count: number;
  readonly loss: number;
  readonly correct: number;
}

const EPSILON = 1e-7;

/**
 * The loss and the right answers of a batch, from what was read at the heads. The loss is the sum over the heads by
 * their weights, as Keras defines each; an answer is right when the main head's largest value is at the label.
 */
export function score(heads: readonly Head[], said: Outputs, labels: Uint8Array): Score {
  const count = labels.length;
  const main = mainHead(heads);
  let loss = 0;
  let correct = 0;
  heads.forEach((head, h) => {
    const values = said[h] ?? new Float32Array();
    const classes = values.length / count;
    for (let n = 0; n < count; n++) {
      const row = values.subarray(n * classes, (n + 1) * classes);
      const label = labels[n] ?? 0;
      loss += head.lossWeight * losses[head.loss](row, label, head.link !== null);
      if (h === main && largest(row) === label) correct++;
    }
  });
  return { count, loss, correct };
}

const losses: Readonly<Record<Loss, (row: Float32Array, label: number, areLogits: boolean) => number>> = {
  categorical_crossentropy(row, label, areLogits) {
    const at = row[label] ?? Number.NaN;
    if (areLogits) return logSumExp(row) - at;
    const sum = row.reduce((a, b) => a + b, 0);
    return -Math.log(clip(at / sum));
  },
  binary_crossentropy: (row, label, areLogits) =>
    mean(row, (x, c) => {
      const wanted = c === label;
      // log(1 + e^±x), written so that neither sign overflows.
      if (areLogits) return Math.max(wanted ? -x : x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      return -Math.log(clip(wanted ? x : 1 - x));
    }),
  mean_squared_error: (row, label) => mean(row, (x, c) => (x - (c === label ? 1 : 0)) ** 2),
};

/** What the page calls the network's answer: the main head's values, through the softmax or sigmoid that was left out. */
export function probabilities(head: Head, said: Float32Array, count: number): Float32Array {
  const classes = said.length / count;
  if (head.link === null) return said;
  if (head.link === 'sigmoid') return said.map(x => 1 / (1 + Math.exp(-x)));
  const result = new Float32Array(said.length);
  for (let n = 0; n < count; n++) {
    const row = said.subarray(n * classes, (n + 1) * classes);
    const log = logSumExp(row);
    row.forEach((x, c) => {
      result[n * classes + c] = Math.exp(x - log);
    });
  }
  return result;
}

/** Index of the largest value; the first of equals. */
export function largest(row: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < row.length; i++) if ((row[i] ?? 0) > (row[best] ?? 0)) best = i;
  return best;
}

function logSumExp(row: Float32Array): number {
  const max = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return max + Math.log(row.reduce((sum, x) => sum + Math.exp(x - max), 0));
}

// NaN passes, so that a run that has come apart is noticed.
const clip = (p: number) => Math.min(Math.max(p, EPSILON), 1 - EPSILON);

function mean(row: Float32Array, f: (x: number, c: number) => number): number {
  return row.reduce((sum, x, c) => sum + f(x, c), 0) / row.length;
}
