import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { NodeId } from '../core/document/architecture';

export type Theme = 'light' | 'dark' | 'system';
export type Reading = 'graph' | 'figure' | 'table';
/** What floats over the page; one at a time. */
export type Overlay = 'commands' | 'shortcuts' | 'search' | 'export' | 'documents' | null;
/** Under 900 px the side panels become sheets; one is open at a time. */
export type Sheet = 'palette' | 'inspector' | null;

export interface ViewState {
  readonly theme: Theme;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly sheet: Sheet;
  setTheme(theme: Theme): void;
  setReading(reading: Reading): void;
  setOverlay(overlay: Overlay): void;
  setSheet(sheet: Sheet): void;
}
/** How the person looks at the page. The theme is remembered by the browser; nothing here belongs to the document. */
export const useView = create<ViewState>()(
  persist(
    set => ({
      theme: 'system',
      reading: 'graph',
      overlay: null,
      sheet: null,
      setTheme: theme => set({ theme }),
      setReading: reading => set({ reading }),
      setOverlay: overlay => set({ overlay }),
      setSheet: sheet => set({ sheet }),
    }),
    { name: 'netloom-view', partialize: state => ({ theme: state.theme }) },
  ),
);

/** What the canvas can do when asked from elsewhere (a command, a problem in the list). */
export interface Viewport {
  /** Shows all of the graph: the view glides there, or is there at once. */
  fit(options?: { readonly atOnce?: boolean }): void;
  zoomTo(scale: number): void;
  /** Brings a node of the present graph into view, large enough to read unless the scale is to stay. */
  reveal(node: NodeId, options?: { readonly keepScale?: boolean }): void;
  /** A point in the middle of what is visible, in graph coordinates. */
  centre(): readonly [x: number, y: number];
}
/** The canvas that is mounted, if any. */
export const useViewport = create<{ readonly viewport: Viewport | null; mount(viewport: Viewport | null): void }>()(
  set => ({
    viewport: null,
    mount: viewport => set({ viewport }),
  }),
);
