import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Checkpoint } from '../../../src/training/checkpoints/checkpoint';
import { CurveLog, pointsOf } from '../../../src/training/checkpoints/curve-log';
import { type CheckpointStorage, checkpointStorage, KEPT_RUNS } from '../../../src/training/checkpoints/storage';
import { COURSE_START } from '../../../src/training/course';
import type { CurvePoint } from '../../../src/training/protocol';
import { tinyRequest } from '../session-harness';

const checkpoint = (step: number): Checkpoint => ({
  request: tinyRequest(),
  mark: {
    trainer: {
      weights: new Map([['out/bias', { shape: [2], values: Float32Array.of(step, 1) }]]),
      optimizer: { t: step, memories: [new Map([['out/bias', Float32Array.of(0.5, step)]])] },
      steps: step,
    },
    last: null,
    epoch: 1,
    epochs: 3,
    next: 0,
    step,
    validated: step,
    seconds: 1.5,
    course: COURSE_START,
  },
  curves: new CurveLog().table(),
});

let storage: CheckpointStorage;
beforeEach(() => {
  vi.restoreAllMocks();
  globalThis.indexedDB = new IDBFactory();
  storage = checkpointStorage();
});

describe('the storage of interrupted runs', () => {
  it('knows of none at first', async () => {
    expect(await storage.find('a')).toBeNull();
    expect(await storage.load('a')).toBeNull();
  });

  it('gives back the newest of a document, and what it is about', async () => {
    await storage.save('a', checkpoint(3));
    await storage.save('a', checkpoint(7));
    await storage.save('b', checkpoint(1));
    const after = checkpointStorage();
    expect(await after.load('a')).toEqual(checkpoint(7));
    expect(await after.find('a')).toMatchObject({ document: 'a', epoch: 1, epochs: 3, step: 7 });
    await after.remove('a');
    expect([await after.find('a'), await after.load('a'), (await after.find('b'))?.step]).toEqual([null, null, 1]);
  });

  it('keeps the one before when there is no room for another, and says why', async () => {
    await storage.save('a', checkpoint(3));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (this.name === 'facts') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    });
    await expect(storage.save('a', checkpoint(7))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    vi.restoreAllMocks();
    expect(await storage.load('a')).toEqual(checkpoint(3));
    await storage.save('a', checkpoint(8));
    expect((await storage.load('a'))?.mark.step).toBe(8);
  });

  it('keeps the runs saved last', async () => {
    const clock = vi.spyOn(Date, 'now');
    for (let i = 0; i < KEPT_RUNS + 2; i++) {
      clock.mockReturnValue(i);
      await storage.save(`${i}`, checkpoint(i));
    }
    const found = await Promise.all(Array.from({ length: KEPT_RUNS + 2 }, (_, i) => storage.find(`${i}`)));
    expect(found.map(f => f !== null)).toEqual([false, false, true, true, true, true]);
    expect(await storage.load('0')).toBeNull();
  });

  it('gives up one that is over before one that was interrupted', async () => {
    const clock = vi.spyOn(Date, 'now');
    const over = (step: number): Checkpoint => ({ ...checkpoint(step), mark: { ...checkpoint(step).mark, epoch: 3 } });
    for (const [i, kept] of [checkpoint(0), over(1), checkpoint(2), over(3), over(4), checkpoint(5)].entries()) {
      clock.mockReturnValue(i);
      await storage.save(`${i}`, kept);
    }
    const found = await Promise.all([0, 1, 2, 3, 4, 5].map(i => storage.find(`${i}`)));
    expect(found.map(f => f !== null)).toEqual([true, false, true, false, true, true]);
  });
});

describe('the curves of a checkpoint', () => {
  it('come back as they were, however many', () => {
    const points: CurvePoint[] = Array.from({ length: 1000 }, (_, i) => ({
      step: i + 1,
      epoch: i / 7,
      loss: 1 / (i + 1),
      accuracy: i % 3 === 0 ? null : i / 1000,
      ...(i % 2 === 0 && { rate: 0.01 }),
    }));
    const log = new CurveLog();
    log.add('train', points.slice(0, 400));
    const later = new CurveLog(log.table());
    later.add('train', points.slice(400));
    later.add('validation', points.slice(0, 2));
    expect(pointsOf(later.table().train)).toEqual(points);
    expect(pointsOf(later.table().validation)).toEqual(points.slice(0, 2));
    expect(pointsOf(log.table().train)).toEqual(points.slice(0, 400));
  });
});
