import type { TrainingPlan } from '../../src/core/document/training-plan';
import { augmentedBatch } from '../../src/training/augmentation';
import type { Dataset } from '../../src/training/datasets/dataset';
import { headsOf } from '../../src/training/heads';
import { score } from '../../src/training/scores';
import { targetsOf } from '../../src/training/targets';
import type { Assignment, Trainer } from '../../src/training/trainer';
import { noisyImages } from './networks';

/** What a plan may ask for, each by itself and then together. */
export const SETTINGS: Readonly<Record<string, Partial<TrainingPlan>>> = {
  'weight decay added to the gradient': { optimizer: 'sgd', learningRate: 0.05, weightDecay: 0.5 },
  'gradients clipped by their norm': { optimizer: 'sgd', learningRate: 0.05, clipNorm: 0.3 },
  'smoothed labels': { labelSmoothing: 0.2 },
  'weights by class': { classWeights: [0.2, 0.5, 1, 2, 4] },
  'balanced classes': { classWeights: 'balanced' },
  'changed images': { augmentation: { shift: 2, rotate: 15, zoom: 0.1, flip: true, brightness: 0.1, cutout: 3 } },
  'all at once': {
    ...{ optimizer: 'nesterov', learningRate: 0.01, weightDecay: 0.01, clipNorm: 1, labelSmoothing: 0.1 },
    ...{ classWeights: 'balanced', augmentation: { shift: 1, rotate: 10, cutout: 2 } },
  },
};

/** Three in five images are of the first class, none of the last. */
const noisy = noisyImages([10, 10, 1], 5);
export const lopsided: Dataset = { ...noisy, labels: noisy.labels.map(label => (label > 2 ? 0 : label)) };

/** The loss of each step on batches that go round, as the plan changes its images and counts them. */
export async function curve(
  trainer: Trainer,
  { model, dataset, plan }: Omit<Assignment, 'weights'>,
  steps: number,
): Promise<number[]> {
  const { batchSize: batch, augmentation, seed } = plan;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const images = Int32Array.from({ length: batch }, (_, i) => (step * batch + i * 3) % dataset.facts.trainCount);
    const pixels = augmentation && { pixels: augmentedBatch(dataset, images, augmentation, seed, step) };
    trainer.step(images, { learningRate: plan.learningRate, ...pixels });
    const [said] = await trainer.heard();
    const labels = Uint8Array.from(images, i => dataset.labels[i] ?? 0);
    losses.push(score(headsOf(model), said ?? [], labels, targetsOf(plan, dataset)).loss / batch);
  }
  return losses;
}
