import { create } from 'zustand';
import {
  type Architecture,
  EMPTY,
  type Graph,
  type GraphId,
  graphOf,
  MAIN,
  moduleOf,
  type NodeId,
} from '../core/document/architecture';
import { commit, type History, historyOf, redo, undo } from '../core/history/history';
import type { Edit, GraphFacts, Problem } from '../core/inference/facts';
import { infer } from '../core/inference/infer';
import { catalogue } from '../ops/catalogue';
import { type Diagnosis, diagnosisOf } from './diagnosis';

/** What is selected on the canvas: nodes by id, wires by `wireKey`. */
export interface Selection {
  readonly nodes: ReadonlySet<NodeId>;
  readonly wires: ReadonlySet<string>;
}
export const NOTHING: Selection = { nodes: new Set(), wires: new Set() };

export interface EditorState extends Diagnosis {
  readonly history: History;
  /** What inference says of the present document; always in step with it. */
  readonly facts: GraphFacts;
  /** The module instances entered, outermost first; empty at the top level. */
  readonly path: readonly NodeId[];
  readonly selection: Selection;
  /** How many documents have been opened. */
  readonly opened: number;

  /**
   * Applies an edit as one undo step. Edits with the same `burst` key in quick succession (a drag, typing a number)
   * are one step. With `selectNew`, the nodes that the edit added become the selection.
   */
  apply(edit: Edit, options?: { readonly burst?: string; readonly selectNew?: boolean }): void;
  undo(): void;
  redo(): void;
  /** Replaces the document and forgets the history; `keepHistory` makes it an undoable step instead. */
  open(doc: Architecture, options?: { readonly keepHistory?: boolean }): void;
  select(nodes: Iterable<NodeId>, wires?: Iterable<string>): void;
  /** Goes into a module instance of the present graph. */
  enter(node: NodeId): void;
  /** Comes out until `depth` instances are entered. */
  leave(depth: number): void;
}

const present = (state: EditorState): Architecture => state.history.present;

/** The graph that the canvas shows, by the id that edits take. */
export function graphIdAt(doc: Architecture, path: readonly NodeId[]): GraphId {
  let id: GraphId = MAIN;
  for (const step of path) {
    const node = graphOf(doc, id)?.nodes.find(n => n.id === step);
    const module = node && moduleOf(node.op);
    if (!module) break;
    id = module;
  }
  return id;
}

/** Keeps of the selection what still exists. */
function pruned(selection: Selection, graph: Graph | undefined): Selection {
  if (selection === NOTHING || !graph) return NOTHING;
  const ids = new Set(graph.nodes.map(n => n.id));
  const keys = new Set(graph.wires.map(w => `${w.to[0]}:${w.to[1]}`));
  const nodes = [...selection.nodes].filter(id => ids.has(id));
  const wires = [...selection.wires].filter(key => keys.has(key));
  if (nodes.length === selection.nodes.size && wires.length === selection.wires.size) return selection;
  return nodes.length + wires.length === 0 ? NOTHING : { nodes: new Set(nodes), wires: new Set(wires) };
}

/** The part of `path` that still leads somewhere. */
function validPath(facts: GraphFacts, path: readonly NodeId[]): readonly NodeId[] {
  let at: GraphFacts | undefined = facts;
  for (const [depth, step] of path.entries()) {
    at = at?.nodes.get(step)?.inner;
    if (!at) return path.slice(0, depth);
  }
  return path;
}

export const useEditor = create<EditorState>()((set, get) => {
  const show = (history: History, state = get()): void => {
    const doc = history.present;
    const facts = infer(doc, catalogue, state.facts);
    const path = validPath(facts, state.path);
    set({
      history,
      facts,
      path,
      opened: state.opened,
      ...diagnosisOf(doc, facts),
      selection: pruned(state.selection, graphOf(doc, graphIdAt(doc, path))),
    });
  };
  return {
    history: historyOf(EMPTY),
    facts: infer(EMPTY, catalogue),
    problems: [],
    obstacles: [],
    path: [],
    selection: NOTHING,
    opened: 0,

    apply(edit, { burst, selectNew } = {}) {
      const before = get();
      const doc = edit(present(before));
      if (doc === present(before)) return;
      show(commit(before.history, doc, burst === undefined ? { now: Date.now() } : { burst, now: Date.now() }));
      if (selectNew) {
        const graph = graphIdAt(doc, get().path);
        const known = new Set(graphOf(present(before), graph)?.nodes.map(n => n.id));
        get().select((graphOf(doc, graph)?.nodes ?? []).filter(n => !known.has(n.id)).map(n => n.id));
      }
    },
    undo: () => show(undo(get().history)),
    redo: () => show(redo(get().history)),
    open(doc, { keepHistory } = {}) {
      const state = get();
      const history = keepHistory ? commit(state.history, doc, { now: Date.now() }) : historyOf(doc);
      show(history, { ...state, path: [], selection: NOTHING, opened: state.opened + 1 });
    },
    select(nodes, wires = []) {
      set({ selection: { nodes: new Set(nodes), wires: new Set(wires) } });
    },
    enter(node) {
      const path = [...get().path, node];
      if (validPath(get().facts, path) === path) set({ path, selection: NOTHING });
    },
    leave(depth) {
      const path = get().path;
      const left = path[depth];
      if (left !== undefined)
        set({ path: path.slice(0, depth), selection: { nodes: new Set([left]), wires: new Set() } });
    },
  };
});

export const documentOf = present;
/** The graph on the canvas. */
export const currentGraphId = (state: EditorState): GraphId => graphIdAt(present(state), state.path);
export const currentGraph = (state: EditorState): Graph =>
  graphOf(present(state), currentGraphId(state)) ?? present(state).graph;
/** What inference says of the graph on the canvas, as the entered instance sees it. */
export function currentFacts(state: EditorState): GraphFacts {
  let facts = state.facts;
  for (const step of state.path) facts = facts.nodes.get(step)?.inner ?? facts;
  return facts;
}

/** The problems of a node of the graph on the canvas; a module's instance has those inside it too. */
export function problemsOf(state: EditorState, node: NodeId): readonly Problem[] {
  const way = [...state.path, node];
  return state.problems.filter(p => way.every((step, i) => p.path[i] === step));
}
