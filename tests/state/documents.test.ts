import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Architecture, EMPTY } from '../../src/core/document/architecture';
import { setTitle } from '../../src/core/edits/setDetails';

/** What a tab keeps while it is open, reloads included. */
class TabMemory {
  private readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.kept.set(key, value);
  removeItem = (key: string): void => void this.kept.delete(key);
}

/** A busy machine takes its time. */
const SOON = { timeout: 20_000 };

/** Loads the page anew in a tab, with the storage of the browser as it is. */
async function loadPage(tab: TabMemory) {
  vi.resetModules();
  const page = new EventTarget();
  vi.stubGlobal('sessionStorage', tab);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  const documents = await import('../../src/state/documents');
  const { useEditor, documentOf } = await import('../../src/state/editor');
  documents.startAutosave();
  await vi.waitFor(() => expect(documents.useDocuments.getState().ready).toBe(true), SOON);
  return {
    ...documents,
    editor: useEditor,
    title: () => documentOf(useEditor.getState()).title,
    rename: (title: string) => useEditor.getState().apply(doc => setTitle(doc, title)),
    leave: () => page.dispatchEvent(new Event('pagehide')),
    saved: () => vi.waitFor(() => expect(documents.useDocuments.getState().saving).toEqual({ is: 'saved' }), SOON),
  };
}
const titled = (title: string): Architecture => ({ ...EMPTY, title });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', new TabMemory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the document of a tab', () => {
  it('is saved a moment after an edit, and is there in the next tab', async () => {
    const first = await loadPage(new TabMemory());
    first.rename('Mine');
    expect(first.useDocuments.getState().saving).toEqual({ is: 'saving' });
    await first.saved();
    expect((await loadPage(new TabMemory())).title()).toBe('Mine');
  });

  it('survives a reload that comes before the save', async () => {
    const tab = new TabMemory();
    const before = await loadPage(tab);
    before.rename('Mine');
    await before.flush();
    before.rename('Mine, newer');
    before.leave();
    const after = await loadPage(tab);
    expect(after.title()).toBe('Mine, newer');
    await after.saved();
  });

  it('is the tab’s own after a reload, whatever another tab saved since', async () => {
    const tab = new TabMemory();
    const mine = await loadPage(tab);
    mine.rename('Mine');
    await mine.flush();
    const other = await loadPage(new TabMemory());
    await other.replaceDocument(titled('Other'));
    await other.flush();
    expect((await loadPage(tab)).title()).toBe('Mine');
  });

  it('stays new after a reload when it was begun anew', async () => {
    const tab = new TabMemory();
    const page = await loadPage(tab);
    page.rename('Mine');
    await page.flush();
    await page.replaceDocument(EMPTY);
    await page.flush();
    expect((await loadPage(tab)).title()).toBe('Untitled');
  });

  it('gives way to another in one undoable step, and stays in the browser', async () => {
    const page = await loadPage(new TabMemory());
    page.rename('Mine');
    await page.replaceDocument(titled('Opened'));
    await page.flush();
    expect((await page.recentDocuments()).map(d => d.title)).toEqual(['Mine']);
    page.editor.getState().undo();
    expect(page.title()).toBe('Mine');
  });

  it('can be gone on with later, or removed', async () => {
    const page = await loadPage(new TabMemory());
    page.rename('Mine');
    await page.replaceDocument(titled('Opened'));
    await page.flush();
    const [mine] = await page.recentDocuments();
    await page.openRecent(mine?.id ?? '');
    expect(page.title()).toBe('Mine');
    const [opened] = await page.recentDocuments();
    expect(opened?.title).toBe('Opened');
    await page.removeRecent(opened?.id ?? '');
    expect(await page.recentDocuments()).toEqual([]);
  });

  it('says why it is not saved', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const page = await loadPage(new TabMemory());
    page.rename('Mine');
    await page.flush();
    expect(page.useDocuments.getState().saving).toMatchObject({ is: 'failed', says: expect.stringMatching(/\.$/) });
    expect(page.title()).toBe('Mine');
  });
});
