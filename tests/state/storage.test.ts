import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../presets';
import type { Weights } from '../../src/core/compiler/compiled';
import type { Architecture } from '../../src/core/document/architecture';
import {
  type DocumentStorage,
  documentStorage,
  type Saved,
  type SavedAs,
} from '../../src/state/storage/documentStorage';

const [lenet, perceptron] = await Promise.all(
  ['lenet-5', 'multilayer-perceptron'].map(id => PRESETS.find(p => p.id === id)?.load()),
);
if (!lenet || !perceptron) throw new Error('the presets are missing');

const weights: Weights = new Map([['C1/bias', { shape: [6], values: Float32Array.of(1, -2, 3, 0, 0.5, 1e-9) }]]);
const titled = (title: string): Architecture => ({ ...lenet, title });

/** Where a save went; it must succeed. */
async function at(saving: Promise<Saved>): Promise<SavedAs> {
  const saved = await saving;
  if (!saved.ok) throw new Error(saved.says);
  return saved.at;
}

let storage: DocumentStorage;
beforeEach(() => {
  vi.restoreAllMocks();
  globalThis.indexedDB = new IDBFactory();
  storage = documentStorage();
});

describe('saving and coming back', () => {
  it('finds nothing on the first visit', async () => {
    expect(await storage.loadLast()).toEqual({ ok: true, stored: null });
    expect(await storage.list()).toEqual({ ok: true, documents: [] });
  });

  it('gives back the document and its weights after a reload', async () => {
    const saved = await at(storage.save(lenet, null, { tensors: weights }));
    const reloaded = await documentStorage().loadLast();
    expect(reloaded).toMatchObject({ ok: true, stored: { ...saved, document: lenet, weights } });
  });

  it('gives back which node each layer came from, and nothing for weights of which that is not known', async () => {
    const origins = { C1: { path: ['n1'], op: 'conv2d' } };
    const saved = await at(storage.save(lenet, null, { tensors: weights, origins }));
    expect(await documentStorage().loadLast()).toMatchObject({ stored: { weights, origins } });
    await storage.save(lenet, saved, { tensors: weights });
    expect(await documentStorage().loadLast()).toMatchObject({ stored: { weights, origins: null } });
  });

  it('saves over the same document, and counts the saves', async () => {
    const first = await at(storage.save(lenet, null));
    const second = await at(storage.save(titled('LeNet, wider'), first));
    expect(second).toEqual({ id: first.id, revision: first.revision + 1 });
    expect(await storage.list()).toMatchObject({ documents: [{ id: first.id, title: 'LeNet, wider' }] });
  });

  it('keeps the weights of a save that brings none, and removes them when told to', async () => {
    const first = await at(storage.save(lenet, null, { tensors: weights }));
    const second = await at(storage.save(titled('renamed'), first));
    expect(await storage.loadLast()).toMatchObject({ stored: { weights } });
    await storage.save(titled('renamed'), second, null);
    expect(await storage.loadLast()).toMatchObject({ stored: { weights: null } });
  });

  it('stores weights that lie in shared memory', async () => {
    const values = new Float32Array(new SharedArrayBuffer(8));
    values.set([4, 5]);
    await storage.save(lenet, null, { tensors: new Map([['a/bias', { shape: [2], values }]]) });
    const loaded = await storage.loadLast();
    expect(loaded.ok && [...(loaded.stored?.weights?.get('a/bias')?.values ?? [])]).toEqual([4, 5]);
  });

  it('opens the document saved last, even when the clock was set back', async () => {
    await storage.save(lenet, null);
    vi.spyOn(Date, 'now').mockReturnValue(0);
    await storage.save(perceptron, null);
    expect(await storage.loadLast()).toMatchObject({ stored: { document: perceptron } });
  });

  it('lists the newest first, loads any of them, and forgets one with its weights', async () => {
    const first = await at(storage.save(lenet, null, { tensors: weights }));
    await storage.save(perceptron, null);
    expect(await storage.list()).toMatchObject({
      documents: [{ title: 'Multilayer perceptron' }, { title: 'LeNet-5' }],
    });
    expect(await storage.load(first.id)).toMatchObject({ stored: { document: lenet, weights } });
    await storage.remove(first.id);
    expect(await storage.load(first.id)).toEqual({ ok: true, stored: null });
    expect(await storage.list()).toMatchObject({ documents: [{ title: 'Multilayer perceptron' }] });
  });

  it('keeps the 30 documents saved last', async () => {
    for (let i = 1; i <= 33; i++) await storage.save(titled(`${i}`), null);
    const listed = await storage.list();
    expect(listed.ok && listed.documents.map(d => d.title)).toEqual(Array.from({ length: 30 }, (_, i) => `${33 - i}`));
  });
});

describe('two tabs on one document', () => {
  it('keeps both versions when the other tab saved in between, and goes on with its own', async () => {
    const here = storage;
    const there = documentStorage();
    const shared = await at(here.save(lenet, null, { tensors: weights }));
    await there.save(titled('theirs'), shared);

    const mine = await here.save(titled('mine'), shared);
    expect(mine).toMatchObject({
      ok: true,
      at: { revision: 1 },
      apart: '"mine" was also changed in another tab. Both versions are kept; this tab goes on with its own.',
    });
    const own = await at(Promise.resolve(mine));
    expect(own.id).not.toBe(shared.id);
    expect(await here.load(shared.id)).toMatchObject({ stored: { document: { title: 'theirs' }, weights } });
    expect(await here.load(own.id)).toMatchObject({ stored: { document: { title: 'mine' }, weights } });

    const next = await here.save(titled('mine, further'), own);
    expect(next).toEqual({ ok: true, at: { id: own.id, revision: 2 } });
  });

  it('lets only one of two saves at the same moment have the document', async () => {
    const shared = await at(storage.save(lenet, null));
    const [a, b] = await Promise.all([storage.save(titled('a'), shared), documentStorage().save(titled('b'), shared)]);
    expect([a, b].filter(saved => 'apart' in saved)).toHaveLength(1);
    expect(await storage.list()).toMatchObject({ documents: { length: 2 } });
  });

  it('saves again what another tab deleted', async () => {
    const first = await at(storage.save(lenet, null));
    await documentStorage().remove(first.id);
    expect(await storage.save(lenet, first)).toEqual({ ok: true, at: { id: first.id, revision: 2 } });
  });
});

describe('when the browser does not play along', () => {
  it('says that there is no space left, and keeps the last save', async () => {
    const first = await at(storage.save(lenet, null));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await storage.save(titled('too large'), first)).toEqual({
      ok: false,
      reason: 'full',
      says: 'The browser has no space left for this site, so the document is not saved. Export it, or delete older documents.',
    });
    expect(await storage.loadLast()).toMatchObject({ stored: { document: lenet, revision: 1 } });
  });

  it.each([
    ['refuses to open (a private window)', () => Promise.reject(new DOMException('no', 'SecurityError'))],
    ['has no such thing', null],
  ])('says that nothing is kept when its storage %s', async (_, opening) => {
    if (opening)
      vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
        throw new DOMException('no', 'SecurityError');
      });
    else Reflect.deleteProperty(globalThis, 'indexedDB');
    const says =
      'This browser window keeps nothing (a private window, or storage is switched off). Export the document to keep it.';
    const trouble = { ok: false, reason: 'unavailable', says };
    expect(await storage.loadLast()).toEqual(trouble);
    expect(await storage.save(lenet, null)).toEqual(trouble);
    expect(await storage.list()).toEqual(trouble);
    expect(await storage.remove('x')).toEqual(trouble);
  });

  it('works again once the browser does', async () => {
    vi.spyOn(globalThis.indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('no', 'InvalidStateError');
    });
    expect((await storage.save(lenet, null)).ok).toBe(false);
    expect((await storage.save(lenet, null)).ok).toBe(true);
  });

  it('says which saved document cannot be read, and leaves it alone', async () => {
    const { id } = await at(storage.save(titled('Old net'), null));
    const opened = await new Promise<IDBDatabase>(resolve => {
      const request = indexedDB.open('netloom');
      request.onsuccess = () => resolve(request.result);
    });
    const documents = opened.transaction('documents', 'readwrite').objectStore('documents');
    const record = await new Promise<object>(resolve => {
      const request = documents.get(id);
      request.onsuccess = () => resolve(request.result);
    });
    documents.put({ ...record, text: '{"format": "netloom", "version": 99}' });
    opened.close();
    const loaded = await storage.loadLast();
    expect(loaded).toMatchObject({ ok: false, reason: 'damaged' });
    expect(!loaded.ok && loaded.says).toMatch(/^The saved document "Old net" could not be read\. .*newer Netloom/);
    expect(await storage.list()).toMatchObject({ documents: [{ title: 'Old net' }] });
  });
});
