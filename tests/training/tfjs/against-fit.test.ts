import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Compiled, Weights } from '../../../src/core/compiler/compiled';
import { initialise } from '../../../src/core/compiler/initialise';
import type { OptimizerKind } from '../../../src/core/document/training-plan';
import { epochOrder } from '../../../src/training/epoch-order';
import { bringUp } from '../../../src/training/tfjs/backends';
import { activation, batchNorm, chain, conv, dense, flatten, maxPool } from '../handmade';
import { listen, tinyRequest, tinySession } from '../session-harness';
import { tinyImages, tinyNet, tinyPlan } from '../tiny';

/** The loss of every batch and the weights afterwards, by tfjs's own `fit` on the batches of our epochs. */
async function byFit(compiled: Compiled, start: Weights, optimizer: tf.Optimizer, epochs: number) {
  const model = await layers.models.modelFromJSON({ modelTopology: JSON.parse(JSON.stringify(compiled.topology)) });
  for (const w of model.weights) {
    const given = start.get(w.originalName);
    if (given) w.write(tf.tensor(given.values, [...given.shape]));
  }
  const loss = compiled.outputs[0]?.loss === 'mean_squared_error' ? 'meanSquaredError' : 'categoricalCrossentropy';
  model.compile({ optimizer, loss });
  const { pixels, labels, facts } = tinyImages();
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = [...epochOrder(facts.trainCount, tinyPlan.seed, epoch)];
    const images = order.flatMap(i => [...pixels.subarray(i * 16, i * 16 + 16)].map(v => v / 255));
    const shape = compiled.inputs[0]?.shape.map(Number) ?? [];
    await model.fit(
      tf.tensor(images, [order.length, ...shape]),
      tf.oneHot(
        order.map(i => labels[i] ?? 0),
        3,
      ),
      {
        batchSize: tinyPlan.batchSize,
        shuffle: false,
        epochs: 1,
        callbacks: { onBatchEnd: async (_, logs) => void losses.push(Number(logs?.loss)) },
      },
    );
  }
  const weights = new Map(model.weights.map(w => [w.originalName, w.read().dataSync()]));
  return { losses, weights };
}

const close = (ours: ArrayLike<number>, theirs: ArrayLike<number>, within: number) => {
  expect(ours.length).toBe(theirs.length);
  for (let i = 0; i < theirs.length; i++) expect(Math.abs((ours[i] ?? 0) - (theirs[i] ?? 0))).toBeLessThan(within);
};

async function compare(model: Compiled, kind: OptimizerKind, rate: number, optimizer: tf.Optimizer) {
  const weights = initialise(model.weights, 1);
  const theirs = await byFit(model, weights, optimizer, 3);
  const told = listen();
  await tinySession().start(
    tinyRequest({ optimizer: kind, learningRate: rate, epochs: 3 }, { model, weights }),
    told.events,
  );
  close(
    told.points.train.map(p => p.loss),
    theirs.losses,
    1e-4,
  );
  expect(theirs.losses).toHaveLength(12);
  for (const [name, { values }] of told.checkpoints.at(-1) ?? []) close(values, theirs.weights.get(name) ?? [], 1e-4);
}

describe('our loop, against model.fit on the same batches from the same weights', () => {
  beforeAll(async () => {
    await bringUp('cpu');
  });

  it('loses the same with SGD', () => compare(tinyNet(), 'sgd', 0.3, tf.train.sgd(0.3)));
  it('loses the same with momentum', () => compare(tinyNet(), 'momentum', 0.05, tf.train.momentum(0.05, 0.9)));
  it('loses the same with RMSProp', () => compare(tinyNet(), 'rmsprop', 0.01, tf.train.rmsprop(0.01, 0.9, 0.9, 1e-7)));
  it('loses the same with Adam', () => compare(tinyNet(), 'adam', 0.02, tf.train.adam(0.02)));

  it('loses the same on a convolutional network with pooling', () => {
    const model = chain(
      [4, 4, 1],
      [
        conv('conv', 1, 4, 3),
        activation('relu', 'relu'),
        maxPool('pool'),
        flatten('flat'),
        dense('out', 4, 3),
        activation('softmax', 'softmax'),
      ],
      { classes: 3 },
    );
    return compare(model, 'adam', 0.02, tf.train.adam(0.02));
  });

  it('loses the same on squared errors of probabilities', () => {
    const model = chain([16], [dense('out', 16, 3), activation('softmax', 'softmax')], {
      classes: 3,
      loss: 'mean_squared_error',
    });
    return compare(model, 'sgd', 1, tf.train.sgd(1));
  });

  it('loses the same where the loss reads probabilities, not logits', () => {
    const whole = chain([16], [dense('out', 16, 3), activation('softmax', 'softmax')], { classes: 3 });
    const model = { ...whole, outputs: whole.outputs.map(o => ({ ...o, logits: null })) };
    return compare(model, 'sgd', 1, tf.train.sgd(1));
  });

  it('moves the running statistics of batch normalisation as fit does', () => {
    const model = chain(
      [16],
      [dense('hidden', 16, 6), batchNorm('norm', 6), dense('out', 6, 3), activation('softmax', 'softmax')],
      { classes: 3 },
    );
    return compare(model, 'sgd', 0.1, tf.train.sgd(0.1));
  });
});
