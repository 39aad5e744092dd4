import { create } from 'zustand';
import type { NodeId } from '../core/document/architecture';
import { catalogue } from '../ops/catalogue';
import { allInstances, type Unfolded, unfold } from '../readings/layout/unfold';
import { isTall } from '../readings/layout/wrap';
import { currentGraph, documentOf, useEditor } from './editor';

export interface FoldsState {
  /** Instances shown open in place, by the way to them from the document's graph. Everything begins folded. */
  readonly unfolded: Unfolded;
  /** A tall graph is shown in columns side by side, as it is when it is opened: so it can be read at once. */
  readonly wrapped: boolean;
  toggle(way: string): void;
  /** In columns that are cut anew, or as it stands. */
  setWrapped(wrapped: boolean): void;
  /** Cuts columns anew: everything may stand elsewhere now. */
  cutAgain(): void;
  /** Opens every instance below the graph on the canvas, down to the operations, in columns. */
  unfoldAll(): void;
  /** Folds every instance below the graph on the canvas. */
  foldAll(): void;
}

const below = (way: string, path: readonly NodeId[]): boolean =>
  path.length === 0 || way.startsWith(`${path.join('/')}/`);

function isTallNow(unfolded: Unfolded): boolean {
  const state = useEditor.getState();
  return isTall(unfold(documentOf(state), catalogue, currentGraph(state), state.path.join('/'), unfolded));
}

/** Which instances of modules are shown open. Belongs to the view: the document knows nothing of it. */
export const useFolds = create<FoldsState>()((set, get) => ({
  unfolded: new Set(),
  wrapped: false,
  setWrapped: wrapped => set({ wrapped, unfolded: new Set(get().unfolded) }),
  cutAgain: () => get().setWrapped(get().wrapped),
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
    const unfolded = new Set([...get().unfolded].filter(way => !below(way, path)));
    set({ unfolded, wrapped: isTallNow(unfolded) });
  },
}));

/** The way to a node of the graph on the canvas. */
export const wayTo = (path: readonly NodeId[], node: NodeId): string => [...path, node].join('/');

// Another document: its ids mean other things.
useEditor.subscribe((state, before) => {
  if (state.opened !== before.opened) {
    const unfolded: Unfolded = new Set();
    useFolds.setState({ unfolded, wrapped: isTallNow(unfolded) });
  }
});
