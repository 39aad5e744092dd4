import { create } from 'zustand';
import type { NodeId } from '../core/document/architecture';
import { allInstances, type Unfolded } from '../readings/layout/unfold';
import { currentGraph, documentOf, useEditor } from './editor';

export interface FoldsState {
  /** Instances shown open in place, by the way to them from the document's graph. Everything begins folded. */
  readonly unfolded: Unfolded;
  /** A tall graph is shown in columns side by side. */
  readonly wrapped: boolean;
  toggle(way: string): void;
  setWrapped(wrapped: boolean): void;
  /** Opens every instance below the graph on the canvas, down to the operations, in columns. */
  unfoldAll(): void;
  /** Folds every instance below the graph on the canvas. */
  foldAll(): void;
}

const below = (way: string, path: readonly NodeId[]): boolean =>
  path.length === 0 || way.startsWith(`${path.join('/')}/`);

/** Which instances of modules are shown open. Belongs to the view: the document knows nothing of it. */
export const useFolds = create<FoldsState>()((set, get) => ({
  unfolded: new Set(),
  wrapped: false,
  setWrapped: wrapped => set({ wrapped }),
  toggle(way) {
    const next = new Set(get().unfolded);
    if (!next.delete(way)) next.add(way);
    set({ unfolded: next });
  },
  unfoldAll() {
    const state = useEditor.getState();
    const all = allInstances(documentOf(state), currentGraph(state), state.path.join('/'));
    set({ unfolded: new Set([...get().unfolded, ...all]), wrapped: true });
  },
  foldAll() {
    const { path } = useEditor.getState();
    set({ unfolded: new Set([...get().unfolded].filter(way => !below(way, path))), wrapped: false });
  },
}));

/** The way to a node of the graph on the canvas. */
export const wayTo = (path: readonly NodeId[], node: NodeId): string => [...path, node].join('/');

// Another document: its ids mean other things.
useEditor.subscribe((state, before) => {
  const { past, future } = state.history;
  if (state.history !== before.history && past.length === 0 && future.length === 0) {
    useFolds.setState({ unfolded: new Set(), wrapped: false });
  }
});
