import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Weights } from '../../../src/core/compiler/compiled';
import type { Augmentation, Schedule, TrainingPlan } from '../../../src/core/document/training-plan';
import type { Checkpoint } from '../../../src/training/checkpoints/checkpoint';
import { type CheckpointStorage, checkpointStorage } from '../../../src/training/checkpoints/storage';
import { lastOf, listen, onTfjs, phases, restless, type Told, tinyRequest, tinySession } from '../session-harness';

const request = (plan: Partial<TrainingPlan> = {}) =>
  tinyRequest({ epochs: 4, ...plan }, { model: restless(), document: 'a' });
const plain = (weights: Weights | undefined) => [...(weights ?? [])].map(([name, w]) => [name, [...w.values]]);

const COSINE: Schedule = { kind: 'cosine', floor: 0.1 };
const PLATEAU: Schedule = { kind: 'plateau', patience: 1, factor: 0.5 };
const SOON = { patience: 2 };
const MOVED: Augmentation = { shift: 1, rotate: 10, flip: true };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A storage that also remembers all that was ever saved. */
function remembering(): { readonly storage: CheckpointStorage; readonly saved: Checkpoint[] } {
  const saved: Checkpoint[] = [];
  const storage = checkpointStorage();
  return {
    saved,
    storage: {
      ...storage,
      save(document, checkpoint) {
        saved.push(structuredClone(checkpoint));
        return storage.save(document, checkpoint);
      },
    },
  };
}

/** A run that is paused after every step, so that it is kept in the middle of epochs too, and all that was kept of it. */
async function kept(
  plan: Partial<TrainingPlan>,
): Promise<{ readonly told: Told; readonly saved: readonly Checkpoint[] }> {
  const { storage, saved } = remembering();
  const session = tinySession(async (backend, assignment, software) => {
    const trainer = await onTfjs(backend, assignment, software);
    if (!trainer) return null;
    const step = trainer.step.bind(trainer);
    trainer.step = (images, how) => {
      step(images, how);
      session.pause();
    };
    return trainer;
  }, storage);
  const told = listen(state => {
    if (state.phase === 'paused') setTimeout(() => session.resume(), 10);
  });
  await session.start(request(plan), told.events);
  return { told, saved };
}

describe('a run that is taken up', () => {
  it.each<[string, Partial<TrainingPlan>]>([
    ['', {}],
    [', along its cosine, with the images changed as they would have been', { schedule: COSINE, augmentation: MOVED }],
    [', and ends early where it would have', { learningRate: 0.3, epochs: 40, schedule: PLATEAU, earlyStopping: SOON }],
  ])('goes on from every checkpoint as if it had never been interrupted%s', async (_, plan) => {
    const { told: straight, saved } = await kept(plan);
    const end = lastOf(straight, 'finished');
    const middles = saved.filter(c => c.mark.next > 0);
    expect(middles.length).toBeGreaterThan(8);
    expect(saved.some(c => c.mark.next === 0 && c.mark.epoch < end.progress.epoch)).toBe(true);
    for (const checkpoint of saved.filter((_, i) => i % 3 === 0)) {
      const storage = checkpointStorage();
      await storage.save('a', checkpoint);
      const told = listen();
      await tinySession(onTfjs, storage).takeUp('a', told.events);
      expect(phases(told).at(-1)).toBe('finished');
      expect(told.points).toEqual(straight.points);
      expect(plain(told.checkpoints.at(-1))).toEqual(plain(straight.checkpoints.at(-1)));
      const { step, epoch } = end.progress;
      // A run that the plan had ended is over; there is nothing to end any more.
      const ended = checkpoint.mark.epoch === checkpoint.mark.epochs ? 'epochs' : end.ended;
      expect(lastOf(told, 'finished')).toMatchObject({ ended, best: end.best, progress: { step, epoch } });
      expect(lastOf(told, 'finished').result.loss).toBe(end.result.loss);
    }
  });

  it('finishes after a stop what was planned', async () => {
    const straight = listen();
    await tinySession().start(tinyRequest({ epochs: 4 }, { model: restless() }), straight.events);
    const session = tinySession();
    const told = listen(state => {
      if (state.phase === 'running' && state.progress.step >= 5) session.stop();
    });
    await session.start(request(), told.events);
    const facts = await checkpointStorage().find('a');
    expect(facts).toMatchObject({ document: 'a', epochs: 4, step: lastOf(told, 'finished').progress.step });

    const again = listen();
    await session.takeUp('a', again.events);
    expect(again.points.train).toEqual(straight.points.train);
    expect(plain(again.checkpoints.at(-1))).toEqual(plain(straight.checkpoints.at(-1)));
  });

  it('says so when there is nothing to take up', async () => {
    const told = listen();
    await tinySession().takeUp('a', told.events);
    expect(lastOf(told, 'failed').says).toBe('The interrupted run is no longer in this browser');
  });
});

describe('a run that is asked to keep itself', () => {
  it('does so in the middle of an epoch, and goes on', async () => {
    const { storage, saved } = remembering();
    const session = tinySession(onTfjs, storage);
    let asked: Promise<void> | null = null;
    const told = listen(state => {
      if (state.phase === 'running') asked ??= session.keep();
    });
    await session.start(request(), told.events);
    expect(phases(told)).toEqual(['preparing', 'running', 'finished']);
    await asked;
    expect(saved.some(c => c.mark.step > 0 && c.mark.step < 4)).toBe(true);
    // Where no steps are taken there is nothing to wait for.
    await session.keep();
  });
});

describe('a run that cannot be kept', () => {
  it('goes on, and says that it cannot be taken up', async () => {
    const full: CheckpointStorage = {
      ...checkpointStorage(),
      save: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    const told = listen();
    await tinySession(onTfjs, full).start(request(), told.events);
    expect(phases(told)).toEqual(['preparing', 'running', 'finished']);
    expect(told.kept.length).toBeGreaterThan(0);
    for (const kept of told.kept) expect(kept.ok).toBe(false);
    expect(told.kept.at(-1)).toMatchObject({ says: expect.stringMatching(/^The browser has no space left/) });
  });

  it('is not kept when it belongs to no document', async () => {
    const told = listen();
    await tinySession().start(tinyRequest(), told.events);
    expect(told.kept).toEqual([]);
  });
});
