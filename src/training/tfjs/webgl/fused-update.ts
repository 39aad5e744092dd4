import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import type { Updating } from '../optimizer';
import type { Arithmetic } from '../update-rules';

/** Carries an optimizer's rule out by one shader for each result, instead of one for each sum and product. */
export const fusedUpdate =
  (backend: MathBackendWebGL): Updating =>
  (rule, w, g, memory, at) => {
    const numbers: number[] = [];
    const memories = memory.map((_, i) => `m${i}`);
    const inputs = new Map([['w', w], ['g', g], ...memory.map((m, i) => [`m${i}`, m] as const)]);
    return rule.step(writing(numbers), 'w', 'g', memories, at).map(expression => {
      const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(expression);
      const used = [...inputs].filter(([name]) => isUsed(name));
      // tfjs knows a shader by its text: the same text must come with the same numbers, whatever the rule has besides.
      const told = [...numbers.keys()].filter(i => isUsed(`n${i}`));
      const info = backend.compileAndRun(
        program(
          expression,
          used.map(([name]) => name),
          w.shape,
          told,
        ),
        used.map(([, tensor]) => tensor),
        'float32',
        told.map(i => [numbers[i] ?? 0]),
      );
      return tf.engine().makeTensorFromTensorInfo(info);
    });
  };

/** Writes arithmetic down as GLSL; numbers become uniforms, so that the shader stays the same from step to step. */
function writing(numbers: number[]): Arithmetic<string> {
  return {
    add: (a, b) => `(${a} + ${b})`,
    sub: (a, b) => `(${a} - ${b})`,
    mul: (a, b) => `(${a} * ${b})`,
    div: (a, b) => `(${a} / ${b})`,
    sqrt: a => `sqrt(${a})`,
    number: value => `n${numbers.push(value) - 1}`,
  };
}

function program(
  expression: string,
  names: readonly string[],
  shape: number[],
  numbers: readonly number[],
): GPGPUProgram {
  const upper = (name: string) => name.toUpperCase();
  return {
    variableNames: names.map(upper),
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: numbers.map(i => ({ name: `n${i}`, type: 'float' as const })),
    userCode: `
      void main() {
        ${names.map(name => `vec4 ${name} = get${upper(name)}AtOutCoords();`).join('\n        ')}
        setOutput(${expression});
      }`,
  };
}
