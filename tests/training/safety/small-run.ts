import type { BackendName, RunRequest } from '../../../src/training/protocol';
import { compiled, written } from '../../engine/networks';

/** A small network with all that a run must carry over: running statistics, dropout's random numbers. */
const model = () =>
  compiled(
    written([
      ['in', 'input', { shape: [28, 28, 1] }],
      ['pool', 'average_pool', { window: [4, 4], stride: [4, 4] }],
      ['f', 'flatten'],
      ['h', 'linear', { units: 16 }],
      ['n', 'batch_norm', { momentum: 0.9 }],
      ['r', 'relu'],
      ['d', 'dropout', { rate: 0.2 }],
      ['l', 'linear', { units: 10 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  );

/** A run on the digits in which every epoch counts: the images are changed, and the rate goes down. */
export const smallRun = (
  document: string,
  backend: BackendName,
  plan: Partial<RunRequest['plan']> = {},
): RunRequest => ({
  model: model(),
  backend,
  document,
  plan: {
    dataset: 'mnist',
    optimizer: 'adam',
    learningRate: 0.005,
    batchSize: 32,
    epochs: 4,
    seed: 3,
    schedule: { kind: 'cosine', floor: 0.01 },
    augmentation: { shift: 1 },
    ...plan,
  },
});
