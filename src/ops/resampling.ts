import type { AxisWeights } from '../core/op/engine';
import type { Interpolation } from './interpolation';

/** Output i is the mean of inputs ⌊i · in / out⌋ to ⌈(i + 1) · in / out⌉, as in PyTorch's adaptive pooling. */
export const averagedPositions = (input: number, output: number): AxisWeights =>
  Array.from({ length: output }, (_, i) => {
    const from = Math.floor((i * input) / output);
    const to = Math.ceil(((i + 1) * input) / output);
    return Array.from({ length: to - from }, (_, at) => [from + at, 1 / (to - from)] as const);
  });

/**
 * Nearest: output i repeats input ⌊i · in / out⌋. Bilinear: it blends the inputs left and right of
 * (i + ½) · in / out − ½; at the border the last one repeats.
 */
export const interpolatedPositions = (input: number, output: number, how: Interpolation): AxisWeights =>
  Array.from({ length: output }, (_, i) => {
    if (how === 'nearest') return [[Math.floor((i * input) / output), 1]];
    const at = Math.max(((i + 0.5) * input) / output - 0.5, 0);
    const left = Math.min(Math.floor(at), input - 1);
    return left === input - 1
      ? [[left, 1]]
      : [
          [left, 1 - (at - left)],
          [left + 1, at - left],
        ];
  });
