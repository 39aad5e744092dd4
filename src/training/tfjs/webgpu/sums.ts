import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Shader } from './shader';

/**
 * Sums over the first axis of [parts, …]; or, of [rows, columns], sums over shares of the rows: [parts, columns].
 * @param factor what each sum is multiplied with
 */
export const partialSums = (x: TensorInfo, rows: number, columns: number, parts: number, factor = 1): Shader => ({
  key: 'sums',
  inputs: { x },
  outputShape: [parts, columns],
  invocations: parts * columns,
  numbers: { rows, columns, share: Math.ceil(rows / parts) },
  floats: { factor },
  code: `
    let column = index % uniforms.columns;
    let part = index / uniforms.columns;
    let end = min((part + 1) * uniforms.share, uniforms.rows);
    var sum = 0.0;
    for (var row = part * uniforms.share; row < end; row = row + 1) {
      sum = sum + x[row * uniforms.columns + column];
    }
    result[index] = sum * uniforms.factor;`,
});
