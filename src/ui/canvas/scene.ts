import type { Graph, Node, NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { catalogue } from '../../ops/catalogue';
import { sizeOfNode } from '../../readings/layout/node-size';
import { type Placed, type Unfolded, unfold } from '../../readings/layout/unfold';
import { boxAround } from '../../readings/layout/wire-lanes';
import { wrap } from '../../readings/layout/wrap';
import { currentGraph, documentOf, type EditorState, useEditor } from '../../state/editor';
import { useFolds } from '../../state/folds';

/** The graph on the canvas with its cards where and as large as they are shown. */
export interface Scene {
  readonly graph: Graph;
  readonly cards: ReadonlyMap<NodeId, Placed>;
  /** Lanes of the wires from one column to the next, by `wireKey`, when the graph is shown in columns. */
  readonly bridges: ReadonlyMap<string, number>;
}

/** What a scene follows from, its graph apart. */
interface Basis {
  readonly modules: object;
  readonly prefix: string;
  readonly unfolded: Unfolded;
  readonly wrapped: boolean;
}
let last: (Basis & { readonly scene: Scene }) | null = null;

/** Columns are made to fill an area so many times as wide as high. */
const ASPECT = 1.2;
/** The least height worth cutting into columns. */
const TALL = 1500;
const NO_BRIDGES: Scene['bridges'] = new Map();

/** The present scene. The same object as long as the graph, its modules and what is open are the same. */
export function sceneOf(state: EditorState = useEditor.getState(), folds = useFolds.getState()): Scene {
  const doc = documentOf(state);
  const graph = currentGraph(state);
  const prefix = state.path.join('/');
  const { unfolded, wrapped } = folds;
  const same =
    last?.scene.graph === graph &&
    last.modules === doc.modules &&
    last.prefix === prefix &&
    last.unfolded === unfolded &&
    last.wrapped === wrapped;
  if (last && same) return last.scene;
  const cards = unfold(doc, catalogue, graph, prefix, unfolded);
  const tall = wrapped && boxAround([...cards.values()]).height > TALL;
  const scene = { graph, ...(tall ? wrap(cards, graph.wires, ASPECT) : { cards, bridges: NO_BRIDGES }) };
  last = { modules: doc.modules, prefix, unfolded, wrapped, scene };
  return scene;
}

/** The present scene, for a component. */
export function useScene(): Scene {
  const folds = useFolds();
  return useEditor(s => sceneOf(s, folds));
}

/** How far from its place in the document a card is shown. */
export function offsetOf(scene: Scene, node: Node): Point {
  const card = scene.cards.get(node.id);
  return card ? [card.x - node.at[0], card.y - node.at[1]] : [0, 0];
}

/** The place in the document of what is to be shown at a point: shifted as the cards just above it are. */
export function toDocument(scene: Scene, [x, y]: Point): Point {
  let above: Placed | null = null;
  for (const card of scene.cards.values()) if (card.y <= y && (!above || card.y > above.y)) above = card;
  if (!above) return [x, y];
  const closed = sizeOfNode(catalogue, above.node);
  const down = above.y - above.node.at[1] + (y >= above.y + above.height ? above.height - closed.height : 0);
  const aside = above.x + above.width / 2 - above.node.at[0] - closed.width / 2;
  return [Math.round(x - aside), Math.round(y - down)];
}
