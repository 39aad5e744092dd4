import type { TrainingPlan } from '../../src/core/document/training-plan';
import { seededRandom } from '../../src/core/random';
import type { DatasetFacts } from '../../src/training/datasets/catalogue';
import type { Dataset } from '../../src/training/datasets/dataset';
import { activation, chain, dense, flatten } from './handmade';

/** Three kinds of 4×4 images: bright on the left, on the right, or in the middle, with noise. */
const facts: DatasetFacts = {
  id: 'tiny',
  title: 'Tiny images',
  summary: 'Made for the tests.',
  noun: 'images',
  labels: ['left', 'right', 'middle'],
  shape: [4, 4, 1],
  trainCount: 50,
  testCount: 21,
  file: 'tiny.bin',
};

export function tinyImages(): Dataset {
  const random = seededRandom('tiny');
  const count = facts.trainCount + facts.testCount;
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const bright = [[0], [3], [1, 2]];
  const pixels = Uint8Array.from({ length: count * 16 }, (_, i) => {
    const lit = bright[(i >> 4) % 3]?.includes(i % 4) ?? false;
    return Math.floor(random() * 120) + (lit ? 100 : 0);
  });
  return { facts, labels, pixels };
}

export const tinyPlan: TrainingPlan = {
  dataset: 'tiny',
  optimizer: 'adam',
  learningRate: 0.02,
  batchSize: 16,
  epochs: 3,
  seed: 7,
};

/** 16 inputs, 8 tanh units, 3 classes. */
export const tinyNet = () =>
  chain(
    [4, 4, 1],
    [
      flatten('flatten'),
      dense('hidden', 16, 8),
      activation('tanh', 'tanh'),
      dense('out', 8, 3),
      activation('softmax', 'softmax'),
    ],
    { classes: 3 },
  );
