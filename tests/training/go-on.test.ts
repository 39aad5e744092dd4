import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import type { MakeTrainer } from '../../src/training/choose-trainer';
import type { RunRequest } from '../../src/training/protocol';
import type { Session } from '../../src/training/session';
import { compiled, written } from '../engine/networks';
import { onEngine } from '../engine/trainers';
import { goOn, lastOf, listen, onTfjs, type Told, tinyRequest, tinySession } from './session-harness';

/** With what a run must carry over: moments, dropout's random numbers, running statistics. */
const network = compiled(
  written([
    ['in', 'input', { shape: [4, 4, 1] }],
    ['c1', 'conv2d', { filters: 4, kernel: [3, 3], padding: 'same' }],
    ['n', 'batch_norm'],
    ['r', 'relu'],
    ['f', 'flatten'],
    ['d', 'dropout', { rate: 0.2 }],
    ['l', 'linear', { units: 3 }],
    ['s', 'softmax'],
    ['o', 'output'],
  ]),
);

const onBoth: MakeTrainer = (backend, assignment, software) =>
  backend === 'wasm' ? onEngine(assignment) : onTfjs(backend, assignment, software);

const asked = (plan: Partial<TrainingPlan> = {}, rest: Partial<RunRequest> = {}): RunRequest =>
  tinyRequest({ epochs: 2, ...plan }, { model: network, backend: 'wasm', ...rest });

async function trained(request: RunRequest): Promise<{ readonly told: Told; readonly session: Session }> {
  const told = listen();
  const session = tinySession(onBoth);
  await session.start(request, told.events);
  lastOf(told, 'finished');
  return { told, session };
}
const weightsOf = ({ checkpoints }: Told) => [...(checkpoints.at(-1) ?? [])].map(([name, w]) => [name, [...w.values]]);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a run that is gone on with after its end', () => {
  it.each(['adam', 'nesterov', 'rmsprop'] as const)(
    'is the same as if it had been longer, with %s',
    async optimizer => {
      const { told: straight } = await trained(asked({ optimizer, epochs: 4 }));
      const { told, session } = await trained(asked({ optimizer }));
      await goOn(session, told, asked({ optimizer }), 2);
      expect(told.points).toEqual(straight.points);
      expect(weightsOf(told)).toEqual(weightsOf(straight));
      const { progress, best, choice } = lastOf(straight, 'finished');
      const { step, epoch, epochs } = progress;
      expect(lastOf(told, 'finished')).toMatchObject({ best, choice, progress: { step, epoch, epochs } });
      expect(told.states.filter(s => s.phase === 'preparing' && s.onward)).toHaveLength(1);
    },
  );

  it('goes on so from the browser’s storage after the page was closed', async () => {
    const { told: straight } = await trained(asked({ epochs: 4 }));
    const request = asked({}, { document: 'a' });
    const { told } = await trained(request);
    await goOn(tinySession(onBoth), told, request, 2);
    expect(told.points).toEqual(straight.points);
    expect(weightsOf(told)).toEqual(weightsOf(straight));
  });

  it('goes on with the engine that it was on when the fastest is asked for, and with another when that is', async () => {
    const { told, session } = await trained(asked());
    await goOn(session, told, asked({}, { backend: 'auto' }), 1);
    expect(lastOf(told, 'finished').progress).toMatchObject({ backend: 'wasm', epoch: 3 });
    await goOn(session, told, asked({}, { backend: 'cpu' }), 1);
    expect(lastOf(told, 'finished').progress).toMatchObject({ backend: 'cpu', epoch: 4 });
    expect(told.points.train).toHaveLength(16);
  });

  it('takes a new learning rate as it is, and keeps the optimizer’s memory', async () => {
    const plateau = { kind: 'plateau', patience: 1, factor: 0.5 } as const;
    const { told, session } = await trained(asked({ learningRate: 0.3, epochs: 8, schedule: plateau }));
    expect(told.points.train.at(-1)?.rate).toBeLessThan(0.3);
    await goOn(session, told, asked({ learningRate: 0.001, schedule: plateau }), 1);
    expect(told.points.train).toHaveLength(36);
    expect(told.points.train[32]?.rate).toBe(0.001);
  });

  it.each<[string, Partial<TrainingPlan>]>([
    ['method', { optimizer: 'sgd' }],
    ['batch size', { batchSize: 25 }],
  ])('begins anew from its weights with another %s', async (_, plan) => {
    const { told, session } = await trained(asked());
    await goOn(session, told, asked(plan), 1);
    expect(told.points.train[0]?.step).toBe(1);
    expect(lastOf(told, 'finished').progress).toMatchObject({ epoch: 1, epochs: 1 });
    expect(told.states.some(s => s.phase === 'preparing' && s.onward)).toBe(false);
  });

  it('begins anew from weights that are not its own', async () => {
    const { told, session } = await trained(asked());
    const { told: other } = await trained(asked({ seed: 3 }));
    await goOn(session, other, asked(), 1);
    expect(told.points.train).toHaveLength(8);
    expect(lastOf(other, 'finished').progress.epochs).toBe(1);
  });
});
