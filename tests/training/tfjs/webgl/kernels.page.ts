import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
// Brings the gradients.
import '@tensorflow/tfjs-layers';
import { registerKernels } from '../../../../src/training/tfjs/webgl/kernels';

/** [batch, height, width, channels] of the image, [height, width, in, out] of the kernel. */
export interface Case {
  readonly image: readonly [number, number, number, number];
  readonly kernel: readonly [number, number, number, number];
  readonly pad: 'same' | 'valid';
  readonly stride: number;
}
type Values = Readonly<Record<string, number[]>>;

/** The results of TensorFlow.js's CPU kernels, and of ours for WebGL, for each case, then for sums along axes. */
export default async function compare(cases: readonly Case[]): Promise<{ theirs: Values[]; ours: Values[] }> {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  registerKernels();
  const on = async (backend: string) => {
    await tf.setBackend(backend);
    if (tf.getBackend() !== backend) throw new Error(`There is no ${backend}`);
    return [...cases.map(results), sums()];
  };
  return { theirs: await on('cpu'), ours: await on('webgl') };
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

function sums(): Values {
  const asked: [shape: number[], axes: number[]][] = [
    [
      [3, 5, 7, 6],
      [0, 1, 2],
    ],
    [
      [2, 4, 6, 5],
      [0, 1, 2],
    ],
    [[301, 3], [0]],
    [
      [2, 3, 4, 5],
      [1, 2],
    ],
    [[4, 30], [1]],
    [[9, 1], [0]],
    [
      [3, 5, 4],
      [0, 1],
    ],
  ];
  return tf.tidy(() =>
    Object.fromEntries(
      asked.flatMap(([shape, axes]) => [
        [`sum of ${shape} along ${axes}`, [...tf.sum(numbers(shape, 5), axes).dataSync()]],
        // What follows sees the shape.
        [
          `mean of ${shape} along ${axes}`,
          [...tf.mul(tf.mean(numbers(shape, 6), axes, true), numbers(shape, 7)).dataSync()],
        ],
      ]),
    ),
  );
}

/** The same numbers for the same shape, made on the device so that odd edges hold what a layer leaves there. */
function numbers(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(seed + 1.3 * i));
  return tf.add(tf.exp(tf.tensor(values, shape)), -1);
}
