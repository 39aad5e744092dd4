import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Compiled } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import { readDocument } from '../../src/core/document/read';
import { OPTIMIZERS, type OptimizerKind } from '../../src/core/document/training-plan';
import { headsOf } from '../../src/training/heads';
import type { Assignment } from '../../src/training/trainer';
import { compiled, noisyImages, written } from './networks';

/** A training that PyTorch makes too: the same weights, batches and optimizer. */
export interface Case {
  readonly title: string;
  readonly assignment: Assignment;
  /** By step, the images of its batch. */
  readonly batches: readonly Int32Array[];
}

const lenet = (): Compiled => {
  const file = fileURLToPath(new URL('../../presets/lenet-5.netloom.json', import.meta.url));
  const read = readDocument(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.says);
  return compiled(read.document);
};

/** A residual block with batch normalisation, wide enough that its convolutions go in tiles. */
const residual = (): Compiled =>
  compiled(
    written([
      ['in', 'input', { shape: [8, 8, 3] }],
      ['c', 'conv2d', { filters: 8, kernel: [3, 3], padding: 'same', bias: false }],
      ['n', 'batch_norm'],
      ['r', 'relu'],
      ['c1', 'conv2d', { filters: 8, kernel: [3, 3], padding: 'same', bias: false }],
      ['n1', 'batch_norm'],
      ['r1', 'relu'],
      ['c2', 'conv2d', { filters: 8, kernel: [3, 3], padding: 'same' }],
      ['sum', 'add', {}, 'r', 'c2'],
      ['p', 'max_pool'],
      ['c3', 'conv2d', { filters: 12, kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 1] }],
      ['r3', 'tanh'],
      ['f', 'flatten'],
      ['l', 'linear', { units: 6 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  );

export const cases = (): readonly Case[] => [
  made('LeNet-5, adam', lenet(), 'adam', 50, 2),
  made('residual, adam', residual(), 'adam', 50, 4),
  ...OPTIMIZERS.filter(o => o !== 'adam').map(o => made(`residual, ${o}`, residual(), o, 12, 4)),
];

function made(title: string, model: Compiled, optimizer: OptimizerKind, steps: number, batchSize: number): Case {
  const [height, width, channels] = model.inputs[0]?.shape.map(Number) ?? [];
  const classes = Number(model.outputs[0]?.shape.at(-1));
  const dataset = noisyImages([height ?? 1, width ?? 1, channels ?? 1], classes);
  const adaptive = optimizer.startsWith('adam') || optimizer === 'rmsprop';
  const plan = { dataset: '', optimizer, learningRate: adaptive ? 1e-3 : 0.01, batchSize, epochs: 1, seed: 5 };
  return {
    title,
    assignment: {
      model,
      plan: { ...plan, ...(optimizer === 'adamw' && { weightDecay: 0.05 }) },
      dataset,
      weights: initialise(model.weights, 5),
    },
    batches: Array.from({ length: steps }, (_, step) =>
      Int32Array.from({ length: batchSize }, (_, i) => (step * batchSize + i * 3) % dataset.facts.trainCount),
    ),
  };
}

/** A case as scripts/torch-reference/curves.py reads it. */
export function forTorch({ title, assignment, batches }: Case) {
  const { model, plan, dataset, weights } = assignment;
  const graph = model.engine;
  if (!graph) throw new Error(`${title} is not for the engine`);
  return {
    title,
    plan,
    graph,
    ends: headsOf(model).map(h => graph.layers[h.layer]),
    weights: [...weights].map(([name, { shape, values }]) => ({ name, shape, values: base64(values) })),
    pixels: base64(dataset.pixels),
    labels: [...dataset.labels],
    batches: batches.map(b => [...b]),
  };
}

const base64 = ({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
