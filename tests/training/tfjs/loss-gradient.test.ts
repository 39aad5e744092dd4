import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Head } from '../../../src/training/heads';
import { score } from '../../../src/training/scores';
import { PLAIN_TARGETS, type Targets } from '../../../src/training/targets';
import { lossGradient } from '../../../src/training/tfjs/loss-gradient';

const IMAGES = 3;
const CLASSES = 4;
const labels = Uint8Array.of(2, 0, 3);
const head = (loss: Head['loss'], link: Head['link'], lossWeight = 1): Head => ({
  layer: 'out',
  loss,
  link,
  lossWeight,
});

/** The derivative of the mean loss that people see, by every value that was read, by differences. */
function differences(heads: readonly Head[], said: readonly Float32Array[], targets: Targets): number[][] {
  const loss = (h: number, i: number, by: number) => {
    const moved = said.map((values, n) => values.map((v, k) => (n === h && k === i ? v + by : v)));
    return score(heads, moved, labels, targets).loss / IMAGES;
  };
  return said.map((values, h) => Array.from(values, (_, i) => (loss(h, i, 1e-2) - loss(h, i, -1e-2)) / 2e-2));
}

/** The same as a step computes it. */
function gradients(heads: readonly Head[], said: readonly Float32Array[], targets = PLAIN_TARGETS): number[][] {
  const wanted = tf.oneHot([...labels], CLASSES, 1, 0, 'float32') as tf.Tensor2D;
  const tensors = said.map(values => tf.tensor2d(values, [IMAGES, CLASSES]));
  return tf
    .grads((...read) => lossGradient(heads, read as tf.Tensor[], wanted, targets))(tensors)
    .map(g => [...g.dataSync()]);
}

const values = (min: number, max: number) =>
  fc
    .array(fc.double({ min, max, noNaN: true }), { minLength: IMAGES * CLASSES, maxLength: IMAGES * CLASSES })
    .map(v => Float32Array.from(v));

function agree(heads: readonly Head[], range: readonly [number, number], within: number, targets = PLAIN_TARGETS) {
  fc.assert(
    fc.property(fc.tuple(...heads.map(() => values(...range))), said => {
      const expected = differences(heads, said, targets);
      gradients(heads, said, targets).forEach((row, h) => {
        row.forEach((slope, i) => {
          expect(Math.abs(slope - (expected[h]?.[i] ?? Number.NaN))).toBeLessThan(within);
        });
      });
    }),
    { numRuns: 50 },
  );
}

describe('the gradient of a step is that of the loss that is shown', () => {
  it('for cross entropy of logits', () => agree([head('categorical_crossentropy', 'softmax')], [-4, 4], 1e-4));
  it('for cross entropy of probabilities', () => agree([head('categorical_crossentropy', null)], [0.3, 1], 2e-3));
  it('for binary cross entropy of logits', () => agree([head('binary_crossentropy', 'sigmoid')], [-4, 4], 1e-4));
  it('for binary cross entropy of probabilities', () => agree([head('binary_crossentropy', null)], [0.3, 0.7], 1e-3));
  it('for squared errors', () => agree([head('mean_squared_error', null)], [-3, 3], 1e-4));
  it('for several outputs, each by its weight', () =>
    agree([head('categorical_crossentropy', 'softmax'), head('mean_squared_error', null, 0.3)], [-3, 3], 1e-4));

  const uneven: Targets = { smoothing: 0.2, classWeights: Float32Array.of(2, 1, 0.5, 0.1) };
  it('for smoothed labels and weighted classes, with every loss', () => {
    agree([head('categorical_crossentropy', 'softmax')], [-4, 4], 1e-4, uneven);
    agree([head('categorical_crossentropy', null)], [0.3, 1], 4e-3, uneven);
    agree([head('binary_crossentropy', 'sigmoid')], [-4, 4], 1e-4, uneven);
    agree([head('binary_crossentropy', null)], [0.3, 0.7], 2e-3, uneven);
    agree([head('mean_squared_error', null)], [-3, 3], 1e-4, uneven);
  });

  it('stays finite where a softmax would overflow', () => {
    const [row = []] = gradients(
      [head('categorical_crossentropy', 'softmax')],
      [new Float32Array(12).fill(0).fill(1e4, 0, 1)],
    );
    expect(row.every(Number.isFinite)).toBe(true);
  });
});
