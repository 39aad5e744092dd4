/** Where the document on the page lies in the browser's storage. */
export interface StoredAt {
  /** `null` when the browser keeps nothing. */
  readonly id: string | null;
  /** Whether the storage has it as it is on the page, weights included. */
  readonly whole: boolean;
}

let save: () => Promise<StoredAt> = async () => ({ id: null, whole: false });

/** Saves the document on the page if it is not saved yet, and says where. */
export const savedDocument = (): Promise<StoredAt> => save();

/** Called once by who saves documents: the run store, which needs to know, is among the things that are saved. */
export function savesDocuments(how: () => Promise<StoredAt>): void {
  save = how;
}
