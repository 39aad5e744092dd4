import * as tf from '@tensorflow/tfjs-core';
import { models } from '@tensorflow/tfjs-layers';
import { registerLayers } from '../../src/training/layers';
import type { TfjsBackend } from '../../src/training/tfjs/backends';
import { makeTfjsTrainer } from '../../src/training/tfjs/make-trainer';
import type { Assignment } from '../../src/training/trainer';
import { readAssignment, type Written } from '../../tests/engine/written-assignment';

/** `fit`: plain `model.fit`; `loop`: the trainer of the app. Each needs a page of its own: the trainer mends kernels. */
export type TfjsQuestion =
  | {
      readonly do: 'prepare';
      readonly how: 'fit' | 'loop';
      readonly backend: TfjsBackend;
      readonly assignment: Written;
    }
  | { readonly do: 'time' | 'product' };

let step: (() => Promise<unknown>) | null = null;

/** Prepares (says whether the backend came up), or gives the milliseconds of a step, or GFLOP/s of a plain product. */
export default async function ask(question: TfjsQuestion): Promise<unknown> {
  if (question.do === 'product') return product();
  if (question.do === 'prepare') {
    const assignment = readAssignment(question.assignment);
    step = await (question.how === 'fit' ? fitted : looped)(question.backend, assignment);
    return step !== null;
  }
  const start = performance.now();
  await step?.();
  return performance.now() - start;
}

async function looped(backend: TfjsBackend, assignment: Assignment) {
  const trainer = await makeTfjsTrainer(backend, assignment);
  if (!trainer) return null;
  const { plan, dataset } = assignment;
  const images = Int32Array.from({ length: plan.batchSize }, (_, i) => i % dataset.facts.trainCount);
  return async () => {
    trainer.step(images, { learningRate: plan.learningRate });
    await trainer.heard();
  };
}

const BACKENDS = {
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
} as const;

async function fitted(backend: TfjsBackend, { model: of, plan, weights, dataset }: Assignment) {
  await BACKENDS[backend]();
  if (backend === 'webgl') tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  if (!(await tf.setBackend(backend).catch(() => false))) return null;
  registerLayers();
  const model = await models.modelFromJSON({ modelTopology: JSON.parse(JSON.stringify(of.topology)) });
  for (const w of model.weights) {
    const given = weights.get(w.originalName);
    if (given) w.write(tf.tensor(given.values, [...given.shape]));
  }
  const optimizer = tf.train.adam(plan.learningRate, 0.9, 0.999, 1e-7);
  model.compile({ optimizer, loss: of.outputs.map(() => 'categoricalCrossentropy') });
  const count = plan.batchSize;
  const shape = [count, ...dataset.facts.shape];
  const size = shape.reduce((a, b) => a * b, 1);
  const images = tf.tensor(
    Float32Array.from(dataset.pixels.subarray(0, size), v => v / 255),
    shape,
  );
  const labels = tf.oneHot(Int32Array.from(dataset.labels.subarray(0, count)), dataset.facts.labels.length);
  const wanted = of.outputs.map(() => labels);
  return () => model.fit(images, wanted, { batchSize: count, epochs: 1, shuffle: false, verbose: 0 });
}

async function product(): Promise<number> {
  const side = 512;
  const [a, b] = [tf.fill([side, side], 0.5), tf.fill([side, side], 0.25)];
  let best = Number.POSITIVE_INFINITY;
  const began = performance.now();
  for (let round = 0; round < 4 && (round < 2 || performance.now() - began < 1000); round++) {
    const start = performance.now();
    const sum = tf.tidy(() => tf.sum(tf.matMul(a, b)));
    await sum.data();
    best = Math.min(best, performance.now() - start);
    sum.dispose();
  }
  tf.dispose([a, b]);
  return (2 * side ** 3) / best / 1e6;
}
