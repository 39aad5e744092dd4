import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import type { MakeTrainer } from '../../src/training/choose-trainer';
import { afterValidation, rateAt, SCHEDULE_START, stretched } from '../../src/training/schedule';
import { compiled, written } from '../engine/networks';
import { onEngine } from '../engine/trainers';
import { goOn, lastOf, listen, onTfjs, type Told, tinyRequest, tinySession } from './session-harness';

/** A small LeNet-5: two convolutions, pooling, two linear layers, and dropout. */
const lenet = () =>
  compiled(
    written([
      ['in', 'input', { shape: [4, 4, 1] }],
      ['c1', 'conv2d', { filters: 4, kernel: [3, 3], padding: 'same' }],
      ['t1', 'tanh'],
      ['p', 'average_pool'],
      ['c2', 'conv2d', { filters: 6, kernel: [2, 2] }],
      ['t2', 'tanh'],
      ['f', 'flatten'],
      ['d', 'dropout', { rate: 0.2 }],
      ['l1', 'linear', { units: 8 }],
      ['t3', 'tanh'],
      ['l2', 'linear', { units: 3 }],
      ['s', 'softmax'],
      ['o', 'output'],
    ]),
  );

const onBoth: MakeTrainer = (backend, assignment, software) =>
  backend === 'wasm' ? onEngine(assignment) : onTfjs(backend, assignment, software);

async function trained(plan: Partial<TrainingPlan>, backend: 'wasm' | 'cpu' = 'wasm'): Promise<Told> {
  const told = listen();
  await tinySession(onBoth).start(tinyRequest(plan, { model: lenet(), backend }), told.events);
  return told;
}

/** Everything that a plan can ask for at once. */
const EVERYTHING: Partial<TrainingPlan> = {
  ...{ optimizer: 'adamw', weightDecay: 0.01, epochs: 4, warmUp: 0.5, schedule: { kind: 'one-cycle', peak: 0.3 } },
  ...{ clipNorm: 1, labelSmoothing: 0.1, classWeights: 'balanced', earlyStopping: { patience: 3 } },
  augmentation: { shift: 1, rotate: 15, zoom: 0.1, flip: true, brightness: 0.1, cutout: 1 },
};

describe('a run by its plan', () => {
  it.each(['wasm', 'cpu'] as const)('repeats itself bit by bit with everything on, on %s', async backend => {
    const [once, again, other] = [
      await trained(EVERYTHING, backend),
      await trained(EVERYTHING, backend),
      await trained({ ...EVERYTHING, seed: 8 }, backend),
    ];
    expect(again.points).toEqual(once.points);
    expect([...(again.checkpoints.at(-1) ?? [])]).toEqual([...(once.checkpoints.at(-1) ?? [])]);
    expect(other.points).not.toEqual(once.points);
    expect(lastOf(once, 'finished').ended).toBe('epochs');
  });

  it('tells the learning rate of every step, along its schedule', async () => {
    const plan = { learningRate: 0.02, warmUp: 0.5, schedule: { kind: 'cosine', floor: 0.1 } } as const;
    const { points } = await trained({ ...plan, epochs: 3 });
    const state = stretched(SCHEDULE_START, 0, 12);
    expect(points.train.map(p => p.rate)).toEqual(points.train.map((_, step) => rateAt(plan, state, step, 4)));
    expect(points.train[0]?.rate).toBe(0.01);
    expect(points.train.at(-1)?.rate).toBeLessThan(0.004);
    expect(points.validation.every(p => p.rate === undefined)).toBe(true);
  });

  it('really trains with that rate', async () => {
    const still = await trained({ optimizer: 'sgd', learningRate: 1e-30, epochs: 1 });
    const warm = await trained({ optimizer: 'sgd', learningRate: 0.5, epochs: 2, warmUp: 2 });
    const cold = await trained({ optimizer: 'sgd', learningRate: 0.5, epochs: 2 });
    const [a, b, c] = [still, warm, cold].map(t => t.points.train[1]?.loss ?? Number.NaN);
    expect(b).not.toBe(a);
    expect(Math.abs((b ?? 0) - (a ?? 0))).toBeLessThan(Math.abs((c ?? 0) - (a ?? 0)) / 2);
  });

  it('lowers the rate on a plateau of the held-out images’ loss', async () => {
    const plan = { learningRate: 0.3, schedule: { kind: 'plateau', patience: 1, factor: 0.5 } } as const;
    const { points } = await trained({ ...plan, epochs: 8 });
    let state = SCHEDULE_START;
    points.validation.forEach(({ loss }, epoch) => {
      expect(points.train[4 * epoch]?.rate).toBe(rateAt(plan, state, 4 * epoch, 4));
      state = afterValidation(plan, state, loss);
    });
    expect(state.share).toBeLessThan(1);
  });

  it('goes through a cosine anew when it is given more epochs', async () => {
    const told = listen();
    const session = tinySession(onBoth);
    const plan = { schedule: { kind: 'cosine', floor: 0 }, epochs: 2 } as const;
    const request = tinyRequest(plan, { model: lenet(), backend: 'wasm' });
    await session.start(request, told.events);
    await goOn(session, told, request, 2);
    const rates = told.points.train.map(p => p.rate);
    expect(rates.slice(8)).toEqual(rates.slice(0, 8));
  });
});

describe('early stopping', () => {
  const early = { optimizer: 'adam', learningRate: 0.3, epochs: 60, earlyStopping: { patience: 3 } } as const;

  it.each(['wasm', 'cpu'] as const)('ends the run with the weights of its best epoch, on %s', async backend => {
    const told = await trained(early, backend);
    const { ended, best, choice, progress, result } = lastOf(told, 'finished');
    const losses = told.points.validation.map(p => p.loss);
    const lowest = Math.min(...losses);
    expect(ended).toBe('early');
    const epoch = losses.indexOf(lowest) + 1;
    expect(best).toEqual({ epoch, loss: lowest, accuracy: told.points.validation[epoch - 1]?.accuracy });
    expect(choice).toMatchObject({ has: 'best', best, last: { epoch: epoch + 3, loss: losses.at(-1) } });
    expect(progress).toMatchObject({ epoch: epoch + 3, epochs: 60 });
    expect(losses).toHaveLength(progress.epoch);
    expect(result.loss).toBe(lowest);
    // Epochs are kept one by one, the last one by what the run ended with.
    expect([...(told.checkpoints.at(-1) ?? [])]).toEqual([...(told.checkpoints[epoch - 1] ?? [])]);
    const answers = result.labels.reduce((right, label, i) => {
      const row = result.answers.subarray(3 * i, 3 * i + 3);
      return right + (row.indexOf(Math.max(...row)) === label ? 1 : 0);
    }, 0);
    expect(answers / result.labels.length).toBeCloseTo(result.accuracy ?? Number.NaN, 9);
  });

  it('takes a loss that stays for one that has not improved', async () => {
    const told = await trained({ ...early, optimizer: 'sgd', learningRate: 1e-30, earlyStopping: { patience: 2 } });
    const { ended, best, progress } = lastOf(told, 'finished');
    expect([ended, best?.epoch, progress.epoch]).toEqual(['early', 1, 3]);
  });

  it('waits as long again when the run is given more epochs', async () => {
    const told = listen();
    const session = tinySession(onBoth);
    const plan = { ...early, optimizer: 'sgd', learningRate: 1e-30, earlyStopping: { patience: 2 } } as const;
    const request = tinyRequest(plan, { model: lenet(), backend: 'wasm' });
    await session.start(request, told.events);
    await goOn(session, told, request, 5);
    expect(lastOf(told, 'finished')).toMatchObject({
      ended: 'early',
      best: { epoch: 1 },
      progress: { epoch: 5, epochs: 8 },
    });
  });

  it('says which epoch was the best of a run that went to its end', async () => {
    const told = await trained({ learningRate: 0.3, epochs: 6 });
    const losses = told.points.validation.map(p => p.loss);
    const { ended, best } = lastOf(told, 'finished');
    expect([ended, best?.epoch]).toEqual(['epochs', losses.indexOf(Math.min(...losses)) + 1]);
  });
});

describe('what is counted', () => {
  it('makes the held-out images’ loss that of training, by the same classes and smoothing', async () => {
    const plain = await trained({ epochs: 1, learningRate: 1e-30, optimizer: 'sgd' });
    const heavy = await trained({ epochs: 1, learningRate: 1e-30, optimizer: 'sgd', classWeights: [2, 2, 2] });
    expect(heavy.points.validation[0]?.loss).toBeCloseTo(2 * (plain.points.validation[0]?.loss ?? 0), 5);
    expect(heavy.points.validation[0]?.accuracy).toBe(plain.points.validation[0]?.accuracy);
    const smooth = await trained({ epochs: 1, learningRate: 1e-30, optimizer: 'sgd', labelSmoothing: 0.9 });
    expect(smooth.points.validation[0]?.loss).not.toBeCloseTo(plain.points.validation[0]?.loss ?? 0, 3);
  });
});
