import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import type { Updating } from '../optimizer';
import { type WrittenUpdate, writeUpdate } from '../written-update';

/** Carries an optimizer's rule out by one shader for each result, instead of one for each sum and product. */
export const fusedUpdate =
  (backend: MathBackendWebGL): Updating =>
  (rule, w, g, memory, at) => {
    const given = new Map([['w', w], ['g', g], ...memory.map((m, i) => [`m${i}`, m] as const)]);
    return writeUpdate(rule, at).map(update => {
      const tensors = update.tensors.flatMap(name => given.get(name) ?? []);
      const numbers = Object.values(update.numbers).map(value => [value]);
      const info = backend.compileAndRun(program(update, w.shape), tensors, 'float32', numbers);
      return tf.engine().makeTensorFromTensorInfo(info);
    });
  };

function program({ expression, tensors, numbers }: WrittenUpdate, shape: number[]): GPGPUProgram {
  const upper = (name: string) => name.toUpperCase();
  return {
    variableNames: tensors.map(upper),
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: Object.keys(numbers).map(name => ({ name, type: 'float' as const })),
    userCode: `
      void main() {
        ${tensors.map(name => `vec4 ${name} = get${upper(name)}AtOutCoords();`).join('\n        ')}
        setOutput(${expression});
      }`,
  };
}
