import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';
// Brings the gradients.
import '@tensorflow/tfjs-layers';
import { registerConvolutionKernels } from '../../../../src/training/tfjs/webgl/convolution-kernels';

/** [batch, height, width, channels] of the image, [height, width, in, out] of the kernel. */
export interface Case {
  readonly image: readonly [number, number, number, number];
  readonly kernel: readonly [number, number, number, number];
  readonly pad: 'same' | 'valid';
  readonly stride: number;
}
type Values = Readonly<Record<string, number[]>>;

/** The results of TensorFlow.js's own WebGL kernels, then of ours, for each case. */
export default async function compare(cases: readonly Case[]): Promise<{ theirs: Values[]; ours: Values[] }> {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await tf.setBackend('webgl');
  const theirs = cases.map(results);
  registerConvolutionKernels();
  return { theirs, ours: cases.map(results) };
}

function results({ image, kernel, pad, stride }: Case): Values {
  return tf.tidy(() => {
    const x = numbers([...image], 1);
    const w = numbers([...kernel], 2);
    const bias = numbers([kernel[3]], 3);
    const plain = (a: tf.Tensor, b: tf.Tensor) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad);
    const y = plain(x, w);
    // Without a last step that undefined values beyond an odd edge would show through, they could not be seen.
    const weigh = numbers(y.shape, 4);
    const [dx, dw] = tf.grads((a, b) => tf.sum(tf.mul(plain(a as tf.Tensor, b as tf.Tensor), weigh)))([x, w]);
    const fused = tf.fused.conv2d({ x: x as tf.Tensor4D, filter: w as tf.Tensor4D, strides: stride, pad, bias });
    const read = (t: tf.Tensor | undefined) => [...(t?.dataSync() ?? [])];
    return { y: read(y), fused: read(fused), dx: read(dx), dw: read(dw) };
  });
}

/** The same numbers for the same shape, made on the device so that odd edges hold what a layer leaves there. */
function numbers(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(seed + 1.3 * i));
  return tf.add(tf.exp(tf.tensor(values, shape)), -1);
}
