import type { DBSchema, IDBPDatabase } from 'idb';
import type { CheckpointFacts } from '../protocol';
import type { Checkpoint } from './checkpoint';
import { fingerprintOf } from './fingerprint';
import { wholeOrNothing } from './whole-or-nothing';

interface CheckpointDatabase extends DBSchema {
  /** By document. Apart from the checkpoints, so that looking for one does not move its weights. */
  facts: { key: string; value: CheckpointFacts; indexes: { savedAt: number } };
  checkpoints: { key: string; value: Checkpoint };
}
type Database = IDBPDatabase<CheckpointDatabase>;

const DATABASE = 'netloom-runs';
const VERSION = 2;
/** Checkpoints kept; a run of a fifth document takes the place of the one saved longest ago, of those that are over if any is. */
export const KEPT_RUNS = 4;

/** Interrupted runs in the browser's own storage, one for each document at most. Every call may throw. */
export interface CheckpointStorage {
  /** Replaces the document's checkpoint, whole or not at all. @throws DOMException when there is no room or no storage */
  save(document: string, checkpoint: Checkpoint): Promise<CheckpointFacts>;
  find(document: string): Promise<CheckpointFacts | null>;
  load(document: string): Promise<Checkpoint | null>;
  remove(document: string): Promise<void>;
}

/** The storage of this site, for the page and for its workers. The database is opened at the first call. */
export function checkpointStorage(): CheckpointStorage {
  let opening: Promise<Database> | null = null;
  const database = (): Promise<Database> => {
    opening ??= open(() => {
      opening = null;
    });
    // Another try may find the storage again.
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };
  return {
    async save(document, checkpoint) {
      const { mark, request } = checkpoint;
      const facts: CheckpointFacts = {
        document,
        savedAt: Date.now(),
        epoch: mark.epoch,
        epochs: mark.epochs,
        step: mark.step,
        fingerprint: fingerprintOf(request.model),
      };
      await replace(await database(), document, facts, checkpoint);
      return facts;
    },
    find: async document => (await (await database()).get('facts', document)) ?? null,
    load: async document => (await (await database()).get('checkpoints', document)) ?? null,
    async remove(document) {
      const tx = (await database()).transaction(['facts', 'checkpoints'], 'readwrite');
      await Promise.all([
        tx.objectStore('facts').delete(document),
        tx.objectStore('checkpoints').delete(document),
        tx.done,
      ]);
    },
  };
}

const isOver = ({ epoch, epochs }: CheckpointFacts): boolean => epoch >= epochs;

/** In one transaction, so that the checkpoint before stays until this one is complete. */
async function replace(db: Database, document: string, facts: CheckpointFacts, checkpoint: Checkpoint): Promise<void> {
  const tx = db.transaction(['facts', 'checkpoints'], 'readwrite');
  const [listed, whole] = [tx.objectStore('facts'), tx.objectStore('checkpoints')];
  await wholeOrNothing(tx, async () => {
    await whole.put(checkpoint, document);
    await listed.put(facts);
    const oldestFirst = await listed.index('savedAt').getAll();
    const others = oldestFirst.filter(kept => kept.document !== document);
    const [over, interrupted] = [others.filter(isOver), others.filter(kept => !isOver(kept))];
    const surplus = [...over, ...interrupted].slice(0, Math.max(0, oldestFirst.length - KEPT_RUNS));
    for (const { document: old } of surplus) await Promise.all([listed.delete(old), whole.delete(old)]);
  });
}

async function open(closed: () => void): Promise<Database> {
  const { openDB } = await import('idb');
  const db = await openDB<CheckpointDatabase>(DATABASE, VERSION, {
    upgrade(fresh) {
      // What an older version kept lacks what is needed to go on exactly.
      for (const store of [...fresh.objectStoreNames]) fresh.deleteObjectStore(store);
      fresh.createObjectStore('facts', { keyPath: 'document' }).createIndex('savedAt', 'savedAt');
      fresh.createObjectStore('checkpoints');
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
