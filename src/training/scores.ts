import type { Loss } from '../core/compiler/compiled';
import { type Head, mainHead } from './heads';
import { PLAIN_TARGETS, type Targets, wantedOf } from './targets';
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
 * their weights, as Keras defines each, each image by its class's weight; an answer is right when the main head's
 * largest value is at the label.
 */
export function score(
  heads: readonly Head[],
  said: Outputs,
  labels: Uint8Array,
  { smoothing, classWeights }: Targets = PLAIN_TARGETS,
): Score {
  const count = labels.length;
  const main = mainHead(heads);
  let loss = 0;
  let correct = 0;
  heads.forEach((head, h) => {
    const values = said[h] ?? new Float32Array();
    const classes = values.length / count;
    const wanted = wantedOf(head.loss, smoothing, classes);
    for (let n = 0; n < count; n++) {
      const row = values.subarray(n * classes, (n + 1) * classes);
      const label = labels[n] ?? 0;
      const weight = head.lossWeight * (classWeights?.[label] ?? 1);
      loss += weight * losses[head.loss](row, label, wanted, head.link !== null);
      if (h === main && largest(row) === label) correct++;
    }
  });
  return { count, loss, correct };
}

interface Wanted {
  /** At the label, and at every other class. */
  readonly on: number;
  readonly off: number;
}
type RowLoss = (row: Float32Array, label: number, wanted: Wanted, areLogits: boolean) => number;

const losses: Readonly<Record<Loss, RowLoss>> = {
  categorical_crossentropy(row, label, { on, off }, areLogits) {
    // −Σ y log p. Without smoothing only the label's value has a say, be the others infinite.
    const level = areLogits ? logSumExp(row) : row.reduce((a, b) => a + b, 0);
    const surprise = (x: number) => (areLogits ? level - x : -Math.log(clip(x / level)));
    const at = surprise(row[label] ?? Number.NaN);
    if (off === 0) return at;
    return (on - off) * at + off * row.reduce((sum, x) => sum + surprise(x), 0);
  },
  binary_crossentropy: (row, label, { on, off }, areLogits) =>
    mean(row, (x, c) => {
      const y = c === label ? on : off;
      // log(1 + e^x) − y x, written so that neither sign overflows.
      if (areLogits) return Math.max(x, 0) - y * x + Math.log1p(Math.exp(-Math.abs(x)));
      return -(y * Math.log(clip(x)) + (1 - y) * Math.log(clip(1 - x)));
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
