import { matMul, reshape, type Tensor4D, tensor3d } from '@tensorflow/tfjs-core';

/** Weights by output position, then input position: how one axis is resampled. */
export type AxisWeights = readonly (readonly number[])[];

function row(length: number, weights: Readonly<Record<number, number>>): readonly number[] {
  return Array.from({ length }, (_, i) => weights[i] ?? 0);
}

/** Output i is the mean of inputs ⌊i · in / out⌋ to ⌈(i + 1) · in / out⌉, as in PyTorch's adaptive pooling. */
export const averagingWeights = (input: number, output: number): AxisWeights =>
  Array.from({ length: output }, (_, i) => {
    const from = Math.floor((i * input) / output);
    const to = Math.ceil(((i + 1) * input) / output);
    return Array.from({ length: input }, (_, at) => (at >= from && at < to ? 1 / (to - from) : 0));
  });

/** Output i repeats input ⌊i · in / out⌋. */
export const nearestWeights = (input: number, output: number): AxisWeights =>
  Array.from({ length: output }, (_, i) => row(input, { [Math.floor((i * input) / output)]: 1 }));

/** Output i blends the inputs left and right of (i + ½) · in / out − ½; at the border the last one repeats. */
export const linearWeights = (input: number, output: number): AxisWeights =>
  Array.from({ length: output }, (_, i) => {
    const at = Math.max(((i + 0.5) * input) / output - 0.5, 0);
    const left = Math.min(Math.floor(at), input - 1);
    const share = at - left;
    return left === input - 1 ? row(input, { [left]: 1 }) : row(input, { [left]: 1 - share, [left + 1]: share });
  });

/**
 * Resamples images `[batch, height, width, channels]` along both axes. Two matrix products, whose gradients every
 * backend has.
 */
export function resample(x: Tensor4D, rows: AxisWeights, columns: AxisWeights): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const down = matMul(asBatch(rows, height), reshape(x, [batch, height, width * channels]));
  const across = reshape(down, [batch * rows.length, width, channels]);
  return reshape(matMul(asBatch(columns, width), across), [batch, rows.length, columns.length, channels]);
}

const asBatch = (weights: AxisWeights, input: number) => tensor3d(weights.flat(), [1, weights.length, input]);
