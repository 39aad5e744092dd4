import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';
import { models } from '@tensorflow/tfjs-layers';
import { applyMapping, mapImages } from '../../src/training/datasets/image-mapping';
import { epochOrder } from '../../src/training/epoch-order';
import { type Round, type Subject, subject, type Task } from './subject';

let ready: Promise<(read: boolean) => Promise<Round>> | null = null;

/** One epoch by plain `model.fit` on WebGL; `read` looks at every loss. The first call prepares. */
export default async function fitted({ read, ...task }: Task & { readonly read: boolean }): Promise<Round> {
  ready ??= subject(task).then(prepare);
  return await (await ready)(read);
}

async function prepare(on: Subject): Promise<(read: boolean) => Promise<Round>> {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await tf.setBackend('webgl');
  const { plan, weights, dataset } = on;
  const model = await models.modelFromJSON({ modelTopology: JSON.parse(JSON.stringify(on.model.topology)) });
  for (const w of model.weights) {
    const given = weights.get(w.originalName);
    if (given) w.write(tf.tensor(given.values, [...given.shape]));
  }
  model.compile({
    // Our ε; by default tfjs takes a larger one on this backend.
    optimizer: tf.train.adam(plan.learningRate, 0.9, 0.999, 1e-7),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { images, labels } = inOrder(on);
  return async read => {
    const losses: number[] = [];
    const began = performance.now();
    await model.fit(images, labels, {
      batchSize: plan.batchSize,
      epochs: 1,
      shuffle: false,
      verbose: 0,
      callbacks: read ? { onBatchEnd: (_, logs) => void losses.push(Number(logs?.loss)) } : {},
    });
    return { msPerStep: ((performance.now() - began) * plan.batchSize) / dataset.facts.trainCount, losses };
  };
}

/** The images as `fit` wants them: mapped, scaled, in the order of our first epoch. */
function inOrder({ model, plan, dataset: { facts, pixels, labels } }: Subject) {
  const shape = (model.inputs[0]?.shape ?? []).map(Number);
  const mapping = mapImages(facts.shape, shape);
  if (typeof mapping === 'string') throw new Error(mapping);
  const order = epochOrder(facts.trainCount, plan.seed, 0);
  const size = facts.shape.reduce((a, b) => a * b, 1);
  const raw = new Float32Array(order.length * size);
  order.forEach((image, i) => {
    const values = Float32Array.from(pixels.subarray(image * size, (image + 1) * size), v => v / 255);
    raw.set(values, i * size);
  });
  const wanted = Int32Array.from(order, i => labels[i] ?? 0);
  return {
    images: tf.tensor(applyMapping(mapping, raw, order.length), [order.length, ...shape]),
    labels: tf.oneHot(wanted, facts.labels.length),
  };
}
