import { initialise } from '../../../src/core/compiler/initialise';
import { OPTIMIZERS, type TrainingPlan } from '../../../src/core/document/training-plan';
import { bringUp, type TfjsBackend } from '../../../src/training/tfjs/backends';
import { makeTfjsTrainer } from '../../../src/training/tfjs/make-trainer';
import { compiled, written } from '../../engine/networks';
import { curve, lopsided, SETTINGS } from '../../engine/plans';

/** The losses of some steps on a backend, and on the CPU. */
export interface Curves {
  readonly title: string;
  readonly there: readonly number[];
  readonly cpu: readonly number[];
}

const STEPS = 6;
const model = compiled(
  written([
    ['in', 'input', { shape: [10, 10, 1] }],
    ['c', 'conv2d', { filters: 4, kernel: [3, 3] }],
    ['r', 'relu'],
    ['f', 'flatten'],
    ['l', 'linear', { units: 5 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ]),
);

/** Every length odd, with activations that are not 0 at 0: beyond odd edges, backends keep what is no part of a tensor. */
const ODD = ['sigmoid', 'hard_sigmoid', 'softplus', 'tanh', 'gelu'];
const odd = (activation: string) =>
  compiled(
    written([
      ['in', 'input', { shape: [10, 10, 1] }],
      ['c', 'conv2d', { filters: 3, kernel: [4, 4] }],
      ['a', activation],
      ['f', 'flatten'],
      ['l', 'linear', { units: 7 }],
      ['b', activation],
      ['m', 'linear', { units: 5 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  );

/** Steps with every optimizer and every setting of a plan; `null` when there is no such backend here. */
export default async function settings(backend: TfjsBackend): Promise<Curves[] | null> {
  if (!(await bringUp(backend))) return null;
  const asked = [
    ...OPTIMIZERS.map(optimizer => [optimizer, { optimizer, weightDecay: 0.05, clipNorm: 0.5 }] as const),
    ...Object.entries(SETTINGS),
  ];
  const all: Curves[] = [];
  for (const [title, plan] of asked) all.push({ title, there: await on(backend, plan), cpu: await on('cpu', plan) });
  for (const activation of ODD) {
    const [net, plan] = [odd(activation), { batchSize: 7 }];
    all.push({ title: `odd, ${activation}`, there: await on(backend, plan, net), cpu: await on('cpu', plan, net) });
  }
  return all;
}

async function on(backend: TfjsBackend, asked: Partial<TrainingPlan>, net = model): Promise<readonly number[]> {
  const plan: TrainingPlan = {
    ...{ dataset: '', optimizer: 'adam', learningRate: 5e-3, batchSize: 8, epochs: 1, seed: 5 },
    ...asked,
  };
  const assignment = { model: net, plan, dataset: lopsided, weights: initialise(net.weights, 5) };
  const trainer = await makeTfjsTrainer(backend, assignment);
  if (!trainer) throw new Error(`There is no ${backend}`);
  const losses = await curve(trainer, assignment, STEPS);
  trainer.dispose();
  return losses;
}
