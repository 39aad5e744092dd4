import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkpointStorage } from '../../src/training/checkpoints/storage';
import type { Trainer } from '../../src/training/trainer';
import { goOn, lastOf, listen, onTfjs, restless, type Told, tinyRequest, tinySession } from './session-harness';

/** So fast that it overshoots: the best epoch is in the middle. */
const request = () => tinyRequest({ epochs: 9, learningRate: 0.4 }, { model: restless(), document: 'a' });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A session whose trainer can be looked at. */
function watched() {
  const trainers: Trainer[] = [];
  const session = tinySession(async (...asked) => {
    const trainer = await onTfjs(...asked);
    if (trainer) trainers.push(trainer);
    return trainer;
  });
  const state = async () => {
    const now = await trainers.at(-1)?.state();
    if (!now) throw new Error('no trainer');
    const { weights, optimizer, steps } = now;
    return {
      steps,
      t: optimizer.t,
      weights: [...weights].map(([name, w]) => [name, [...w.values]]),
      memories: optimizer.memories.map(m => [...m].map(([name, values]) => [name, [...values]]).sort()),
    };
  };
  return { session, state };
}
const choiceOf = (told: Told) => {
  const { choice } = lastOf(told, 'finished');
  if (!choice) throw new Error('the best epoch was the last');
  return choice;
};

describe('a run that is over', () => {
  it('can be left with its best epoch or its last step, and changes between them without loss', async () => {
    const { session, state } = watched();
    const told = listen();
    await session.start(request(), told.events);
    const before = choiceOf(told);
    const { seconds } = lastOf(told, 'finished').result;
    const losses = told.points.validation.map(p => p.loss);
    expect(before.has).toBe('last');
    expect(before.best).toEqual({
      epoch: losses.indexOf(Math.min(...losses)) + 1,
      loss: Math.min(...losses),
      accuracy: told.points.validation[losses.indexOf(Math.min(...losses))]?.accuracy,
    });
    expect(before.last).toMatchObject({ epoch: 9, loss: losses.at(-1) });
    const last = await state();

    await session.choose('best');
    expect(choiceOf(told)).toEqual({ ...before, has: 'best' });
    expect(lastOf(told, 'finished').result.loss).toBe(before.best.loss);
    const best = await state();
    // Exactly what a run of so many epochs ends with, the optimizer's memory too.
    const short = watched();
    await short.session.start(
      { ...request(), plan: { ...request().plan, epochs: before.best.epoch } },
      listen().events,
    );
    expect({ ...best, steps: 0 }).toEqual({ ...(await short.state()), steps: 0 });
    // Weights and two memories of every weight that is trained.
    const sizes = restless().weights.map(w => 4 * w.shape.reduce((a, b) => a * b) * (w.trainable ? 3 : 1));
    expect(before.bytes).toBe(sizes.reduce((a, b) => a + b));

    await session.choose('last');
    expect(choiceOf(told)).toEqual(before);
    // Only what the run took counts as its time.
    expect(lastOf(told, 'finished').result.seconds).toBe(seconds);
    expect(lastOf(told, 'finished').result.loss).toBe(before.last.loss);
    expect(await state()).toEqual(last);
  });

  it('offers both again after the page was closed, whatever was chosen', async () => {
    const { session } = watched();
    const told = listen();
    await session.start(request(), told.events);
    await session.choose('best');
    const chosen = choiceOf(told);

    const { session: after, state } = watched();
    const again = listen();
    await after.takeUp('a', again.events);
    expect(choiceOf(again)).toEqual(chosen);
    expect(lastOf(again, 'finished').result.loss).toBe(chosen.best.loss);
    // To be shown again is no training.
    expect(lastOf(again, 'finished').result.seconds).toBe(lastOf(told, 'finished').result.seconds);
    expect(again.points).toEqual(told.points);
    await after.choose('last');
    expect(lastOf(again, 'finished').result.loss).toBe(chosen.last.loss);
    await after.choose('best');
    expect(await state()).toMatchObject({ steps: lastOf(told, 'finished').progress.step });
  });

  it('goes on from what was chosen', async () => {
    const { session } = watched();
    const told = listen();
    await session.start(request(), told.events);
    const { best } = choiceOf(told);
    await session.choose('best');
    const steps = told.points.train.length;
    await goOn(session, told, request(), 1);
    expect(told.points.train.slice(steps).map(p => p.step)).toEqual([1, 2, 3, 4].map(i => steps + i));
    const stored = await checkpointStorage().load('a');
    expect(stored?.mark).toMatchObject({ last: null, epoch: 10 });
    const { choice } = lastOf(told, 'finished');
    if (choice) expect(choice.best.loss).toBeLessThanOrEqual(best.loss);
  });

  it('has nothing to choose when its best epoch is its last', async () => {
    const told = listen();
    await tinySession().start(tinyRequest({ epochs: 4 }), told.events);
    expect(lastOf(told, 'finished')).toMatchObject({ choice: null, best: { epoch: 4 } });
  });
});
