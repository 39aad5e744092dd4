import { create } from 'zustand';
import type { Weights } from '../core/compiler/compiled';
import { type Architecture, EMPTY } from '../core/document/architecture';
import { documentOf, useEditor } from './editor';
import { useNotices } from './notices';
import { savesDocuments } from './open-document';
import { useRun } from './run';
import type { DocumentStorage, Listed, Loaded, SavedAs, StoredDocument } from './storage/documentStorage';

export type Saving =
  | { readonly is: 'saved' }
  | { readonly is: 'saving' }
  | { readonly is: 'failed'; readonly says: string };

interface DocumentsState {
  /** Whether the browser's storage has the document as it is on the page. */
  readonly saving: Saving;
  /** False until the document of the last visit is back, or known not to exist. */
  readonly ready: boolean;
}
export const useDocuments = create<DocumentsState>()(() => ({ saving: { is: 'saved' }, ready: false }));

/** Pause after an edit before it is saved, in milliseconds. */
const PAUSE_MS = 400;
/** Where a tab remembers which document it shows, so that a reload brings back that one and not another tab's. */
const TAB_KEY = 'netloom-document';
/** In place of an id: a new document, which is not in the storage yet. */
const NEW = 'new';
/** Where the last edits go when the page is left before they are saved: only this storage writes at once. */
const UNSAVED_KEY = 'netloom-unsaved';

/** The storage and the file format; apart from the first load, which shows the page without them. */
interface Keeper {
  readonly storage: DocumentStorage;
  readonly read: typeof import('../core/document/read').readDocument;
  readonly write: typeof import('../core/document/write').writeShortly;
}
let keeper: Keeper | null = null;
const fetching: Promise<Keeper> = Promise.all([
  import('./storage/documentStorage'),
  import('../core/document/read'),
  import('../core/document/write'),
]).then(([{ documentStorage }, { readDocument: read }, { writeShortly: write }]) => {
  keeper = { storage: documentStorage(), read, write };
  return keeper;
});

let at: SavedAs | null = null;
/** What the storage holds. */
let stored: { readonly document: Architecture; readonly weights: Weights | null } = { document: EMPTY, weights: null };
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> = Promise.resolve();

const present = (): Architecture => documentOf(useEditor.getState());
const isStored = (): boolean => present() === stored.document && useRun.getState().weights === stored.weights;

/** The tab's own memory; `null` removes. A browser that keeps nothing costs only what it would have kept. */
function keepInTab(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Full or switched off.
  }
}
function fromTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(saved: SavedAs | null): void {
  at = saved;
  keepInTab(TAB_KEY, saved?.id ?? NEW);
}

async function save(): Promise<void> {
  if (isStored()) return useDocuments.setState({ saving: { is: 'saved' } });
  const document = present();
  const { weights, origins } = useRun.getState();
  const { storage } = await fetching;
  const kept = weights && { tensors: weights, ...(origins && { origins }) };
  const result = await storage.save(document, at, weights === stored.weights ? undefined : kept);
  if (!result.ok) return useDocuments.setState({ saving: { is: 'failed', says: result.says } });
  remember(result.at);
  stored = { document, weights };
  if ('apart' in result) useNotices.getState().tell('note', result.apart);
  useDocuments.setState({ saving: { is: isStored() ? 'saved' : 'saving' } });
}

/** Saves what is not saved yet, after the save that is under way. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  running = running.then(save);
  return running;
}

function saveSoon(): void {
  if (isStored()) return;
  useDocuments.setState({ saving: { is: 'saving' } });
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), PAUSE_MS);
}

/** Brings back the document of the last visit and saves from then on, a moment after each edit. */
export function startAutosave(): void {
  savesDocuments(async () => {
    await flush();
    return { id: at?.id ?? null, whole: isStored() };
  });
  running = restore().then(saveSoon);
  useEditor.subscribe(saveSoon);
  useRun.subscribe(saveSoon);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    void flush();
    useRun.getState().keep();
  });
}

async function restore(): Promise<void> {
  const id = fromTab(TAB_KEY);
  const { storage, read } = await fetching;
  const loaded = await stayedWith(storage, id);
  if (!loaded.ok) useDocuments.setState({ saving: { is: 'failed', says: loaded.says } });
  // What the person drew while the storage was read is newer than what it held.
  else if (loaded.stored && present() === EMPTY) show(loaded.stored);
  const unsaved = read(fromTab(UNSAVED_KEY) ?? '');
  keepInTab(UNSAVED_KEY, null);
  if (unsaved.ok && present() === stored.document) useEditor.getState().open(unsaved.document);
  useDocuments.setState({ ready: true });
}

async function stayedWith(storage: DocumentStorage, id: string | null): Promise<Loaded> {
  if (id === NEW) return { ok: true, stored: null };
  return id === null ? storage.loadLast() : storage.load(id);
}

function show({ id, revision, document, weights, origins }: StoredDocument, keepHistory = false): void {
  remember({ id, revision });
  stored = { document, weights };
  useEditor.getState().open(document, { keepHistory });
  useRun.getState().adopt(weights, origins);
  void useRun.getState().lookFor(id);
}

function leave(): void {
  if (!keeper || present() === stored.document) return;
  keepInTab(UNSAVED_KEY, keeper.write(present()));
  void flush().then(() => keepInTab(UNSAVED_KEY, null));
}

/**
 * Shows another document, as one undoable step. The one before it stays in the browser's storage as it was; the new
 * one is saved beside it.
 */
export async function replaceDocument(document: Architecture, weights: Weights | null = null): Promise<void> {
  await flush();
  if (present() !== EMPTY) remember(null);
  stored = { document: EMPTY, weights: null };
  useEditor.getState().open(document, { keepHistory: true });
  useRun.getState().adopt(weights);
}

/** Goes on with a copy of the document on the page, which is saved beside it; the one before stays as it was saved last. */
export async function goOnWithCopy(): Promise<void> {
  await flush();
  remember(null);
  stored = { document: EMPTY, weights: null };
  useRun.setState({ elsewhere: false });
  await flush();
}

/** The documents in the browser's storage, newest first, without the one on the page. */
export async function recentDocuments(): Promise<readonly Listed[]> {
  const { storage } = await fetching;
  const listed = await storage.list();
  return listed.ok ? listed.documents.filter(d => d.id !== at?.id) : [];
}

/** Goes on with a document that was saved earlier. */
export async function openRecent(id: string): Promise<void> {
  await flush();
  const { storage } = await fetching;
  const loaded = await storage.load(id);
  if (!loaded.ok) return useNotices.getState().tell('error', loaded.says);
  if (!loaded.stored) return useNotices.getState().tell('error', 'That document is no longer in this browser.');
  show(loaded.stored, true);
}

/** Removes a document from the browser's storage for good. */
export async function removeRecent(id: string): Promise<void> {
  const { storage } = await fetching;
  const removed = await storage.remove(id);
  await useRun.getState().forget(id);
  if (!removed.ok) useNotices.getState().tell('error', removed.says);
  // There may be room now for what could not be saved.
  else if (useDocuments.getState().saving.is === 'failed') await flush();
}
