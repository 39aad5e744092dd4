import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';

type Program = Parameters<WebGPUBackend['runWebGPUProgram']>[0];

/** A kernel in WGSL over flat arrays of floats. */
export interface Shader {
  /** Tells its code from that of every other shader; sizes are told by `numbers` and need not be in it. */
  readonly key: string;
  /** By the name that the code calls each by. All have to be used in the code. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Of the array `result`. */
  readonly outputShape: readonly number[];
  /** How often the code runs, each time with its own `index`, from 0. */
  readonly invocations: number;
  /** Whole numbers that the code reads as `uniforms.name`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Floating-point numbers, read the same way. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly code: string;
}

const GROUP = 64;

/** Queues a shader on the device. */
export function runShader(backend: WebGPUBackend, shader: Shader): TensorInfo {
  const { key, inputs, outputShape, invocations, code, floats = {} } = shader;
  const numbers = { invocations, ...shader.numbers };
  const program: Program = {
    variableNames: Object.keys(inputs),
    outputShape: [...outputShape],
    shaderKey: `netloom ${key}`,
    workgroupSize: [GROUP, 1, 1],
    dispatchLayout: { x: [...outputShape.keys()] },
    dispatch: [Math.ceil(invocations / GROUP), 1, 1],
    uniforms: [
      ...Object.keys(numbers).map(name => `${name} : i32, `),
      ...Object.keys(floats).map(name => `${name} : f32, `),
    ].join(''),
    getUserCode: () => `
      // netloom ${key}
      fn main(index : i32) {
        if (index >= uniforms.invocations) { return; }
        ${code}
      }`,
  };
  return backend.runWebGPUProgram(program, Object.values(inputs), 'float32', [
    ...Object.values(numbers).map(value => ({ type: 'int32', data: [value] })),
    ...Object.values(floats).map(value => ({ type: 'float32', data: [value] })),
  ]);
}

/** The code for each of 0 to n − 1, one a line. */
export const each = (n: number, code: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => code(i)).join('\n');
