import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
// Brings the gradients.
import '@tensorflow/tfjs-layers';
import { registerKernels } from '../../../../src/training/tfjs/webgpu/kernels';
import { shapesIn } from './shapes';

type Values = Readonly<Record<string, readonly number[]>>;

/** What our kernels give on WebGPU, and TensorFlow.js's on the CPU backend, by what was asked. */
export default async function compare(): Promise<{ readonly ours: Values; readonly cpu: Values }> {
  registerKernels('processor');
  await tf.setBackend('webgpu');
  if (tf.getBackend() !== 'webgpu') throw new Error('WebGPU did not come up');
  const ours = await all();
  await tf.setBackend('cpu');
  return { ours, cpu: await all() };
}

async function all(): Promise<Values> {
  const asked = { ...convolutions(), ...products(), ...sums(), ...rows() };
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
    asked[`mean of ${shape} along ${axes}`] = () => tf.mean(numbers([...shape], 8), [...axes], true);
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

/** The same numbers for the same shape, none of them near 0, large enough not to be worked on by the CPU. */
function numbers(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(seed + 1.3 * i) + (i % 2 ? 1.5 : -1.5));
  const whole = tf.tensor(values, shape);
  // WebGPU leaves small tensors that are not on the device to the CPU: this puts them there.
  return tf.getBackend() === 'webgpu'
    ? tf.reshape(tf.slice(tf.concat([tf.reshape(whole, [size]), tf.zeros([2000])]), 0, size), shape)
    : whole;
}
