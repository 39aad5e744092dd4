import { pad, reshape, slice, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * A kernel `[height, width, a, b]` with zeros put between its taps, so that a plain convolution with it is a dilated
 * one: tfjs can neither train dilated kernels nor stride them. Gradients flow, the zeros get none.
 */
export function dilateKernel(kernel: Tensor4D, [rows, columns]: readonly [number, number]): Tensor4D {
  if (rows === 1 && columns === 1) return kernel;
  const [height, width, a, b] = kernel.shape;
  const tall = (height - 1) * rows + 1;
  const wide = (width - 1) * columns + 1;
  const spacedRows = reshape(
    pad(reshape(kernel, [height, 1, width * a * b]), [
      [0, 0],
      [0, rows - 1],
      [0, 0],
    ]),
    [height * rows, width * a * b],
  );
  const cutRows = slice(spacedRows, [0, 0], [tall, width * a * b]);
  const spaced = pad(reshape(cutRows, [tall * width, 1, a * b]), [
    [0, 0],
    [0, columns - 1],
    [0, 0],
  ]);
  return reshape(slice(reshape(spaced, [tall, width * columns, a * b]), [0, 0, 0], [tall, wide, a * b]), [
    tall,
    wide,
    a,
    b,
  ]);
}
