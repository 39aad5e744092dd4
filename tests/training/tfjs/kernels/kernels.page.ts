import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
// Brings the gradients.
import '@tensorflow/tfjs-layers';
import { registerKernels as registerForWebgl } from '../../../../src/training/tfjs/webgl/kernels';
import { registerKernels as registerForWebgpu } from '../../../../src/training/tfjs/webgpu/kernels';
import { shapesIn } from './shapes';

type Values = Readonly<Record<string, readonly number[]>>;

/** What our kernels give on a backend, and TensorFlow.js's on the CPU backend, by what was asked. */
export default async function compare(
  backend: 'webgl' | 'webgpu',
): Promise<{ readonly ours: Values; readonly cpu: Values }> {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  if (backend === 'webgl') registerForWebgl();
  else registerForWebgpu('processor');
  await tf.setBackend(backend);
  if (tf.getBackend() !== backend) throw new Error(`There is no ${backend}`);
  const ours = await all(backend);
  await tf.setBackend('cpu');
  return { ours, cpu: await all(backend) };
}

async function all(backend: 'webgl' | 'webgpu'): Promise<Values> {
  // On WebGL, products and sums with a row are TensorFlow.js's.
  const asked = { ...convolutions(), ...sums(), ...(backend === 'webgpu' && { ...products(), ...rows() }) };
  const read = Object.entries(asked).map(async ([name, make]) => [name, [...(await tf.tidy(make).data())]] as const);
  return Object.fromEntries(await Promise.all(read));
}

type Asked = Record<string, () => tf.Tensor>;

function convolutions(): Asked {
  const asked: Asked = {};
  for (const { image, kernel, pad, stride } of shapesIn.convolutions) {
    const name = `${image} by ${kernel}, ${pad}, stride ${stride}`;
    const x = () => numbers([...image], 1) as tf.Tensor4D;
    const w = () => numbers([...kernel], 2) as tf.Tensor4D;
    const weighed = (a: tf.Tensor, b: tf.Tensor) => {
      const y = tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad);
      return tf.sum(tf.mul(y, numbers(y.shape, 4)));
    };
    asked[`${name}: output`] = () => tf.conv2d(x(), w(), stride, pad);
    asked[`${name}: with bias`] = () =>
      tf.fused.conv2d({ x: x(), filter: w(), strides: stride, pad, bias: numbers([kernel[3]], 3) });
    asked[`${name}: by the image`] = () => tf.grads(weighed)([x(), w()])[0] ?? tf.scalar(0);
    asked[`${name}: by the kernel`] = () => tf.grads(weighed)([x(), w()])[1] ?? tf.scalar(0);
  }
  return asked;
}

function products(): Asked {
  const asked: Asked = {};
  for (const [rows, inner, columns] of shapesIn.products)
    for (const turnA of [false, true])
      for (const turnB of [false, true]) {
        const a = () => numbers(turnA ? [inner, rows] : [rows, inner], 5) as tf.Tensor2D;
        const b = () => numbers(turnB ? [columns, inner] : [inner, columns], 6) as tf.Tensor2D;
        const name = `${rows} × ${inner} × ${columns}${turnA ? ', first turned' : ''}${turnB ? ', second turned' : ''}`;
        asked[name] = () => tf.matMul(a(), b(), turnA, turnB);
        asked[`${name}, with bias`] = () =>
          tf.fused.matMul({ a: a(), b: b(), transposeA: turnA, transposeB: turnB, bias: numbers([columns], 7) });
      }
  asked['a stack of products'] = () => tf.matMul(numbers([3, 4, 5], 5), numbers([3, 5, 6], 6));
  asked['an activation after a product'] = () =>
    tf.fused.matMul({ a: numbers([4, 5], 5) as tf.Tensor2D, b: numbers([5, 6], 6) as tf.Tensor2D, activation: 'relu' });
  return asked;
}

function sums(): Asked {
  const asked: Asked = {};
  for (const [shape, axes] of shapesIn.sums) {
    asked[`sum of ${shape} along ${axes}`] = () => tf.sum(numbers([...shape], 8), [...axes]);
    // What follows sees the shape.
    asked[`mean of ${shape} along ${axes}`] = () =>
      tf.mul(tf.mean(numbers([...shape], 8), [...axes], true), numbers([...shape], 7));
  }
  return asked;
}

function rows(): Asked {
  const [x, row] = [() => numbers([2, 3, 4, 5], 9), () => numbers([5], 10)];
  return {
    'a row added': () => tf.add(x(), row()),
    'a tensor taken from a row': () => tf.sub(row(), x()),
    'a row multiplied': () => tf.mul(x(), row()),
    'a row divided by a tensor': () => tf.div(row(), x()),
    'two rows': () => tf.add(row(), numbers([5], 11)),
  };
}

/**
 * The same numbers for the same shape, none of them near 0, made on the device so that beyond odd edges stands what a
 * layer leaves there.
 */
function numbers(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(seed + 1.3 * i)),
    shape,
  );
  // Small tensors that are not on the device are left to the CPU: this puts them there.
  const there =
    tf.getBackend() === 'cpu'
      ? values
      : tf.reshape(tf.slice(tf.concat([tf.reshape(values, [size]), tf.zeros([2000])]), 0, size), shape);
  return tf.sub(tf.exp(there), 3);
}
