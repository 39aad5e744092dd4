import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Weights } from '../../core/compiler/compiled';
import type { Architecture } from '../../core/document/architecture';
import { readDocument } from '../../core/document/read';
import { writeShortly } from '../../core/document/write';
import { wholeOrNothing } from '../../training/checkpoints/whole-or-nothing';
import type { Origins } from '../../training/origins';
import {
  DATABASE,
  DATABASE_VERSION,
  type DocumentRecord,
  KEPT,
  type NetloomDatabase,
  type StoreName,
  type WeightsRecord,
} from './records';
import { type Trouble, trouble, troubleOf } from './trouble';

/** Which saved document, and which of its saves, a tab works on. */
export interface SavedAs {
  readonly id: string;
  readonly revision: number;
}
export interface StoredDocument extends SavedAs {
  readonly document: Architecture;
  readonly weights: Weights | null;
  /** By layer: the node that its weights came from; `null` when that is not known. */
  readonly origins: Origins | null;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}
/** Weights to be saved, and which node each layer came from. */
export type KeptWeights = Omit<WeightsRecord, 'id'>;
export type Listed = Pick<DocumentRecord, 'id' | 'title' | 'savedAt'>;

export type Saved =
  | { readonly ok: true; readonly at: SavedAs }
  /** Another tab saved in between. Both versions are kept: this one as a document of its own, which the tab goes on with. */
  | { readonly ok: true; readonly at: SavedAs; readonly apart: string }
  | Trouble;
export type Loaded = { readonly ok: true; readonly stored: StoredDocument | null } | Trouble;

/** Documents with their weights in the browser's own storage. Nothing here throws: what goes wrong is in the result. */
export interface DocumentStorage {
  /** The document saved last, in this tab or another; `null` when there is none. */
  loadLast(): Promise<Loaded>;
  load(id: string): Promise<Loaded>;
  /**
   * Saves; `at` is what the last save or load gave, `null` for a new document. `weights`: `undefined` leaves those
   * stored as they are, `null` removes them.
   */
  save(document: Architecture, at: SavedAs | null, weights?: KeptWeights | null): Promise<Saved>;
  /** Newest first. */
  list(): Promise<{ readonly ok: true; readonly documents: readonly Listed[] } | Trouble>;
  remove(id: string): Promise<{ readonly ok: true } | Trouble>;
}

type Database = IDBPDatabase<NetloomDatabase>;
type Writing = IDBPTransaction<NetloomDatabase, StoreName[], 'readwrite'>;
const STORES: StoreName[] = ['documents', 'weights'];

/** The storage of this site. The database is opened at the first call, and again after the browser closed it. */
export function documentStorage(): DocumentStorage {
  let opening: Promise<Database> | null = null;
  const forget = (): void => {
    opening = null;
  };

  async function attempt<T>(work: (db: Database) => Promise<T>): Promise<T | Trouble> {
    opening ??= openDatabase(forget);
    let db: Database;
    try {
      db = await opening;
    } catch (error) {
      forget();
      return troubleOf(error);
    }
    try {
      return await work(db);
    } catch (error) {
      // The connection was closed under us; the next call opens another.
      if (error instanceof DOMException && error.name === 'InvalidStateError') forget();
      return troubleOf(error);
    }
  }

  return {
    loadLast: () =>
      attempt(async db => {
        const newestFirst = db.transaction('documents').store.index('savedAt');
        const cursor = await newestFirst.openCursor(null, 'prev');
        return read(db, cursor?.value);
      }),
    load: id => attempt(async db => read(db, await db.get('documents', id))),
    save: (document, at, weights) => attempt(db => save(db, document, at, weights)),
    list: () =>
      attempt(async db => {
        const all = await db.getAllFromIndex('documents', 'savedAt');
        return { ok: true, documents: all.reverse().map(({ id, title, savedAt }) => ({ id, title, savedAt })) };
      }),
    remove: id =>
      attempt(async db => {
        const tx = db.transaction(STORES, 'readwrite');
        await Promise.all([tx.objectStore('documents').delete(id), tx.objectStore('weights').delete(id), tx.done]);
        return { ok: true };
      }),
  };
}

async function openDatabase(closed: () => void): Promise<Database> {
  const { openDB } = await import('idb');
  const db = await openDB<NetloomDatabase>(DATABASE, DATABASE_VERSION, {
    upgrade(fresh) {
      fresh.createObjectStore('documents', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      fresh.createObjectStore('weights', { keyPath: 'id' });
    },
    // A newer version in another tab must not wait for this one.
    blocking: () => {
      db.close();
      closed();
    },
    terminated: closed,
  });
  return db;
}

async function read(db: Database, record: DocumentRecord | undefined): Promise<Loaded> {
  if (!record) return { ok: true, stored: null };
  const { id, revision, savedAt, title, text } = record;
  const document = readDocument(text);
  if (!document.ok) return trouble('damaged', `The saved document "${title}" could not be read. ${document.says}`);
  const kept = await db.get('weights', id);
  const [weights, origins] = [kept?.tensors ?? null, kept?.origins ?? null];
  return { ok: true, stored: { id, revision, savedAt, document: document.document, weights, origins } };
}

/** One transaction, so that two tabs that save at once cannot both find the revision they know. */
async function save(
  db: Database,
  document: Architecture,
  at: SavedAs | null,
  weights?: KeptWeights | null,
): Promise<Saved> {
  const tx = db.transaction(STORES, 'readwrite');
  return await wholeOrNothing(tx, async () => {
    const saved = await put(tx, document, at, weights);
    await prune(tx, saved.at.id);
    return saved;
  });
}

async function put(
  tx: Writing,
  document: Architecture,
  at: SavedAs | null,
  weights: KeptWeights | null | undefined,
): Promise<Extract<Saved, { ok: true }>> {
  const documents = tx.objectStore('documents');
  const current = at ? await documents.get(at.id) : undefined;
  const overtaken = at !== null && current !== undefined && current.revision !== at.revision;
  const id = at && !overtaken ? at.id : crypto.randomUUID();
  const revision = (overtaken ? 0 : (current?.revision ?? at?.revision ?? 0)) + 1;
  const { title } = document;
  // Always later than all others, even when two saves share a millisecond or the clock was set back.
  const newest = await documents.index('savedAt').openCursor(null, 'prev');
  const savedAt = Math.max(Date.now(), (newest?.value.savedAt ?? 0) + 1);
  await documents.put({ id, title, text: writeShortly(document), revision, savedAt });

  const store = tx.objectStore('weights');
  // A version set apart takes along the weights that it had, though the tab did not hand them over again.
  const kept = overtaken && at && weights === undefined ? await store.get(at.id) : weights;
  if (kept) await store.put({ ...kept, id, tensors: owned(kept.tensors) });
  else if (kept === null) await store.delete(id);

  const saved = { id, revision };
  return overtaken
    ? {
        ok: true,
        at: saved,
        apart: `"${title}" was also changed in another tab. Both versions are kept; this tab goes on with its own.`,
      }
    : { ok: true, at: saved };
}

/** A copy that shares no memory with a trainer: shared buffers cannot be stored. */
const owned = (weights: Weights): Weights =>
  new Map([...weights].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]));

/** Forgets the documents that were saved longest ago. */
async function prune(tx: Writing, keep: string): Promise<void> {
  const documents = tx.objectStore('documents');
  const ids = await documents.index('savedAt').getAllKeys();
  const surplus = ids.filter(id => id !== keep).slice(0, Math.max(0, ids.length - KEPT));
  for (const id of surplus) await Promise.all([documents.delete(id), tx.objectStore('weights').delete(id)]);
}
