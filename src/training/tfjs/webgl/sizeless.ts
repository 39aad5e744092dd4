import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';

// A packed texture of TensorFlow.js holds 2×2 values of the last two axes per texel:
// .x (r, c)  .y (r, c + 1)  .z (r + 1, c)  .w (r + 1, c + 1). Of images these are columns × channels, of kernels input ×
// output channels. Texels follow each other in rows of the texture, whatever its width. What lies outside of an odd axis
// is undefined and has to be masked.

/** A shader on packed textures that is the same for all sizes; they are told by numbers. */
export interface Sizeless {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly outputShape: readonly number[];
  /** Whole numbers that the code reads by their name. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Floating-point numbers, read the same way. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly code: string;
}

export function runSizeless(backend: MathBackendWebGL, shader: Sizeless): TensorInfo {
  const { inputs, outputShape, numbers, floats = {}, code } = shader;
  const program: GPGPUProgram = {
    variableNames: Object.keys(inputs),
    packedInputs: true,
    packedOutput: true,
    enableShapeUniforms: true,
    outputShape: [...outputShape],
    customUniforms: [
      ...Object.keys(numbers).map(name => ({ name, type: 'int' as const })),
      ...Object.keys(floats).map(name => ({ name, type: 'float' as const })),
    ],
    userCode: `${Object.keys(inputs).map(fetching).join('')}${code}`,
  };
  const values = [...Object.values(numbers), ...Object.values(floats)].map(value => [value]);
  return backend.runWebGLProgram(program, Object.values(inputs), 'float32', values);
}

/** How many texels an axis of n values takes. */
export const half = (n: number): number => Math.ceil(n / 2);

/** The texel at a place in the order of texels. Division by the width is done in floats: GPUs have no integer one. */
const fetching = (name: string): string => `
  vec4 ${name}At(int i) {
    int width = textureSize(${name}, 0).x;
    int row = int((float(i) + 0.5) / float(width));
    return texelFetch(${name}, ivec2(i - row * width, row), 0);
  }`;
