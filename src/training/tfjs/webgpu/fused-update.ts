import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Updating } from '../optimizer';
import { writeUpdate } from '../written-update';
import { runShader } from './shader';

/** Carries an optimizer's rule out by one shader for each result, instead of one for each sum and product. */
export const fusedUpdate =
  (backend: WebGPUBackend): Updating =>
  (rule, w, g, memory, at) => {
    const given = new Map([['w', w], ['g', g], ...memory.map((m, i) => [`m${i}`, m] as const)]);
    return writeUpdate(rule, at).map(({ expression, tensors, numbers }) => {
      const upper = (name: string) => name.toUpperCase();
      const inputs = tensors.flatMap(name => {
        const tensor = given.get(name);
        return tensor ? [[upper(name), tensor] as const] : [];
      });
      const info = runShader(backend, {
        key: expression,
        inputs: Object.fromEntries(inputs),
        outputShape: w.shape,
        invocations: w.size,
        numbers: {},
        floats: numbers,
        code: `
          ${tensors.map(name => `let ${name} = ${upper(name)}[index];`).join('\n')}
          ${Object.keys(numbers)
            .map(name => `let ${name} = uniforms.${name};`)
            .join('\n')}
          result[index] = ${expression};`,
      });
      return tf.engine().makeTensorFromTensorInfo(info);
    });
  };
