import * as tf from '@tensorflow/tfjs-core';
import type { Loss } from '../../core/compiler/compiled';
import type { Head } from '../heads';
import { PLAIN_TARGETS, type Targets, wantedOf } from '../targets';

/**
 * A scalar that stands for the weighted sum of the outputs' losses, each the mean over the batch.
 *
 * Its value is 0: a step needs the gradient only, and the loss that people see is computed from the same outputs on the
 * processor (see scores.ts). From logits the gradient is one subtraction, `softmax(x) − y`, and cannot overflow.
 * @param said what is read at each head, images × classes
 * @param labels one-hot rows, images × classes
 */
export function lossGradient(
  heads: readonly Head[],
  said: readonly tf.Tensor[],
  labels: tf.Tensor2D,
  { smoothing, classWeights }: Targets = PLAIN_TARGETS,
): tf.Scalar {
  const loss = tf.customGrad((...inputs) => {
    const tensors = inputs.filter(input => input instanceof tf.Tensor);
    return {
      value: tf.scalar(0),
      gradFunc: (_dy, _saved) =>
        tensors.map((x, i) => {
          const head = heads[i];
          if (!head) throw new Error('More outputs than heads');
          const { on, off } = wantedOf(head.loss, smoothing, labels.shape[1]);
          const wanted = on === 1 ? labels : tf.add(tf.mul(labels, on - off), off);
          const slope = slopes[head.loss](tf.reshape(x, labels.shape), wanted, head.link !== null);
          const share = head.lossWeight / labels.shape[0];
          const shares = classWeights
            ? tf.mul(tf.matMul(labels, tf.tensor2d(classWeights, [classWeights.length, 1])), share)
            : share;
          return tf.reshape(tf.mul(slope, shares), x.shape);
        }),
    };
  });
  return loss(...said) as tf.Scalar;
}

/** The derivative of one image's loss by what the network said, image by image. */
type Slope = (said: tf.Tensor2D, wanted: tf.Tensor, areLogits: boolean) => tf.Tensor;

/** As Keras clips probabilities before it takes their logarithm. */
const EPSILON = 1e-7;

const slopes: Readonly<Record<Loss, Slope>> = {
  categorical_crossentropy(said, wanted, areLogits) {
    if (areLogits) return tf.sub(tf.softmax(said), wanted);
    // −Σ y log(p / Σp): the sum of the outputs need not be 1.
    const clipped = tf.clipByValue(said, EPSILON, 1);
    return tf.sub(tf.div(1, tf.sum(clipped, 1, true)), tf.div(wanted, clipped));
  },
  binary_crossentropy(said, wanted, areLogits) {
    const values = said.shape[1];
    if (areLogits) return tf.div(tf.sub(tf.sigmoid(said), wanted), values);
    const p = tf.clipByValue(said, EPSILON, 1 - EPSILON);
    return tf.div(tf.sub(p, wanted), tf.mul(tf.mul(p, tf.sub(1, p)), values));
  },
  mean_squared_error: (said, wanted) => tf.mul(tf.sub(said, wanted), 2 / said.shape[1]),
};
