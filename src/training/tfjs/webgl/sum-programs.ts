import type { TensorInfo } from '@tensorflow/tfjs-core';
import { half, type Sizeless } from './sizeless';

/**
 * Sums over shares of all axes but the last, the channels: [parts, 1, 1, channels]. Texels are two columns of two channels
 * each; the second of a last column that is odd is undefined.
 * @param x has at least two axes
 */
export function columnSums(x: TensorInfo, parts: number): Sizeless {
  const channels = x.shape.at(-1) ?? 1;
  const columns = x.shape.at(-2) ?? 1;
  const lines = x.shape.slice(0, -2).reduce((a, b) => a * b, 1) * half(columns);
  return {
    inputs: { x },
    outputShape: [parts, 1, 1, channels],
    numbers: {
      ...{ lines, line: half(columns), texels: half(channels), odd: columns % 2 },
      share: Math.ceil(lines / parts),
    },
    code: `
      void main() {
        ivec4 at = getOutputCoords();
        int end = min((at.x + 1) * share, lines);
        vec2 sum = vec2(0.);
        for (int i = at.x * share; i < end; i++) {
          vec4 v = xAt(i * texels + at.w / 2);
          bool alone = odd == 1 && i - i / line * line == line - 1;
          sum += alone ? v.xy : v.xy + v.zw;
        }
        setOutput(vec4(sum, 0., 0.));
      }`,
  };
}

/** Sums over the first of four axes, times a factor: [1, …]. */
export function totalOfParts(x: TensorInfo, factor: number): Sizeless {
  const [parts = 1, stack = 1, rows = 1, columns = 1] = x.shape;
  return {
    inputs: { x },
    outputShape: [1, stack, rows, columns],
    numbers: { parts, texels: stack * half(rows) * half(columns), rows: half(rows), columns: half(columns) },
    floats: { factor },
    code: `
      void main() {
        ivec4 at = getOutputCoords();
        int texel = (at.y * rows + at.z / 2) * columns + at.w / 2;
        vec4 sum = vec4(0.);
        for (int i = 0; i < parts; i++) sum += xAt(i * texels + texel);
        setOutput(sum * factor);
      }`,
  };
}
