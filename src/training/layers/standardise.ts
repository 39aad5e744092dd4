import { add, customGrad, mean as meanOf, moments, mul, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core';

interface Standardised {
  /** (x − mean) / √(variance + epsilon) */
  readonly y: Tensor;
  /** Of the values along `axes`, which stay in the shape with length 1; the variance is the biased one. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Brings the values along `axes` to mean 0 and deviation 1.
 * The gradient is written out in one step (Ioffe and Szegedy 2015, section 3):
 * dx = (dy − mean(dy) − y · mean(dy · y)) / √(variance + epsilon). It flows through `y` alone.
 */
export function standardise(x: Tensor, axes: number[], epsilon: number): Standardised {
  const { mean, variance } = moments(x, axes, true);
  const y = customGrad((input, save) => {
    const inverse = rsqrt(add(variance, epsilon));
    const value = mul(sub(input as Tensor, mean), inverse);
    (save as (tensors: Tensor[]) => void)([value, inverse]);
    return {
      value,
      gradFunc(dy: Tensor, saved: Tensor[]) {
        const [normal, factor] = saved as [Tensor, Tensor];
        const along = mul(normal, meanOf(mul(dy, normal), axes, true));
        return mul(sub(sub(dy, meanOf(dy, axes, true)), along), factor);
      },
    };
  })(x);
  return { y, mean, variance };
}
