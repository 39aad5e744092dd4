import type { DBSchema } from 'idb';
import type { WeightTensor } from '../../core/compiler/compiled';
import type { Origins } from '../../training/origins';

/** A document as it lies in the browser's storage. */
export interface DocumentRecord {
  readonly id: string;
  readonly title: string;
  /** The canonical text of its file. */
  readonly text: string;
  /** Counts the saves; a tab that knows an older number must not overwrite. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}
export interface WeightsRecord {
  readonly id: string;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  /** Which node each layer came from, so that weights follow nodes that are renamed; absent for weights from a file. */
  readonly origins?: Origins;
}

export interface NetloomDatabase extends DBSchema {
  documents: { key: string; value: DocumentRecord; indexes: { savedAt: number } };
  /** Apart from the texts, so that listing and saving a document does not move its weights. */
  weights: { key: string; value: WeightsRecord };
}
export type StoreName = 'documents' | 'weights';

export const DATABASE = 'netloom';
export const DATABASE_VERSION = 1;

/** Documents kept; the ones saved longest ago go first. */
export const KEPT = 30;
