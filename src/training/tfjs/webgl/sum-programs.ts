import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import { fetching, half } from './convolution-programs';

/** A shader that is the same for all sizes, and the numbers that tell it the sizes. */
export interface SumProgram {
  readonly program: GPGPUProgram;
  readonly numbers: number[][];
}

/**
 * Sums over shares of all axes but the last, the channels: [parts, 1, 1, channels]. Texels are two columns of two channels
 * each; the second of a last column that is odd is undefined.
 * @param shape at least two axes
 */
export function columnSums(shape: readonly number[], parts: number): SumProgram {
  const channels = shape.at(-1) ?? 1;
  const columns = shape.at(-2) ?? 1;
  const lines = shape.slice(0, -2).reduce((a, b) => a * b, 1) * half(columns);
  return {
    program: {
      ...SIZELESS,
      outputShape: [parts, 1, 1, channels],
      customUniforms: ['lines', 'share', 'line', 'texels', 'odd'].map(name => ({ name, type: 'int' as const })),
      userCode: `
        ${fetching('x')}
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
    },
    numbers: [[lines], [Math.ceil(lines / parts)], [half(columns)], [half(channels)], [columns % 2]],
  };
}

/** Sums over the first of four axes, times a factor: [1, …]. */
export function totalOfParts([parts = 1, ...shape]: readonly number[], factor: number): SumProgram {
  const [, rows = 1, columns = 1] = shape;
  const texels = (shape[0] ?? 1) * half(rows) * half(columns);
  return {
    program: {
      ...SIZELESS,
      outputShape: [1, ...shape],
      customUniforms: [
        ...['parts', 'texels', 'rows', 'columns'].map(name => ({ name, type: 'int' as const })),
        { name: 'factor', type: 'float' as const },
      ],
      userCode: `
        ${fetching('x')}
        void main() {
          ivec4 at = getOutputCoords();
          int texel = (at.y * rows + at.z / 2) * columns + at.w / 2;
          vec4 sum = vec4(0.);
          for (int i = 0; i < parts; i++) sum += xAt(i * texels + texel);
          setOutput(sum * factor);
        }`,
    },
    numbers: [[parts], [texels], [half(rows)], [half(columns)], [factor]],
  };
}

const SIZELESS = { variableNames: ['x'], packedInputs: true, packedOutput: true, enableShapeUniforms: true };
