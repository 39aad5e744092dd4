import { compile } from '../../src/core/compiler/compile';
import type { Compiled } from '../../src/core/compiler/compiled';
import { type Architecture, EMPTY } from '../../src/core/document/architecture';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import { infer } from '../../src/core/inference/infer';
import type { ParamValues } from '../../src/core/op/params';
import { seededRandom } from '../../src/core/random';
import { catalogue } from '../../src/ops/catalogue';
import type { Dataset } from '../../src/training/datasets/dataset';

/** One node: operation, parameters, and the names of the nodes that it reads; the one before it when none are named. */
export type Written = readonly [name: string, op: string, params?: ParamValues, ...from: string[]];

/** A document from its nodes. */
export function written(nodes: readonly Written[]): Architecture {
  return {
    ...EMPTY,
    graph: {
      nodes: nodes.map(([name, op, params = {}]) => ({ id: name, op, name, params, at: [0, 0] as const })),
      wires: nodes.flatMap(([name, op, , ...from], i) => {
        const sources = from.length > 0 ? from : i > 0 && op !== 'input' ? [nodes[i - 1]?.[0] ?? ''] : [];
        const ports = Object.entries(catalogue.get(op)?.inputs ?? {});
        const [first] = ports;
        return sources.map((source, k) => {
          const many = first !== undefined && 'variadic' in first[1];
          const port = many ? `${first[0]}.${k}` : (ports[k]?.[0] ?? 'x');
          return { from: [source, 'y'] as const, to: [name, port] as const };
        });
      }),
    },
  };
}

export function compiled(doc: Architecture): Compiled {
  const result = compile(doc, catalogue, infer(doc, catalogue));
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join('; '));
  return result.model;
}

/** Images of noise with a class each. */
export function noisyImages(shape: readonly [number, number, number], classes: number, count = 40): Dataset {
  const random = seededRandom(`noisy ${shape}`);
  const size = shape[0] * shape[1] * shape[2];
  return {
    facts: {
      id: 'noisy',
      title: 'Noise',
      summary: 'Made for the tests.',
      noun: 'images',
      labels: Array.from({ length: classes }, (_, i) => `${i}`),
      shape,
      trainCount: count - 8,
      testCount: 8,
      file: 'noisy.bin',
    },
    labels: Uint8Array.from({ length: count }, (_, i) => (i * 7) % classes),
    pixels: Uint8Array.from({ length: count * size }, () => Math.floor(random() * 256)),
  };
}

/** Has all that must be carried over from step to step: running statistics, dropout's random numbers. */
export const restless = compiled(
  written([
    ['in', 'input', { shape: [6, 6, 1] }],
    ['c', 'conv2d', { filters: 3, kernel: [3, 3] }],
    ['n', 'batch_norm', { momentum: 0.9 }],
    ['r', 'relu'],
    ['f', 'flatten'],
    ['d', 'dropout', { rate: 0.3 }],
    ['l', 'linear', { units: 4 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ]),
);

/** Plain descent with rate 1, so that one step takes the gradient from the weights. */
export const gradientPlan: TrainingPlan = {
  dataset: 'noisy',
  optimizer: 'sgd',
  learningRate: 1,
  batchSize: 8,
  epochs: 1,
  seed: 3,
};
