import type { Graph, Node } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { catalogue } from '../../ops/catalogue';
import { type Aimed, keepColumns } from '../../readings/layout/keep-columns';
import { sizeOfNode } from '../../readings/layout/node-size';
import { type Placed, type Unfolded, unfold } from '../../readings/layout/unfold';
import { isTall, uncut, type Wrapped, wrap } from '../../readings/layout/wrap';
import { currentGraph, documentOf, type EditorState, useEditor } from '../../state/editor';
import { useFolds } from '../../state/folds';
import { Nudges, type Places } from './nudges';

/** The graph on the canvas with its cards where and as large as they are shown. */
export interface Scene extends Wrapped<Placed> {
  readonly graph: Graph;
}

/** What a scene follows from, its graph apart. */
interface Basis {
  readonly modules: object;
  readonly prefix: string;
  readonly unfolded: Unfolded;
  readonly wrapped: boolean;
  readonly opened: number;
}
interface Last extends Basis {
  readonly scene: Scene;
  /** As the document alone puts the cards. */
  readonly plain: Wrapped<Placed>;
  /** Gone as soon as something else is open. */
  readonly nudges: Nudges;
}
let last: Last | null = null;

/** Columns are made to fill an area so many times as wide as high. */
const ASPECT = 1.2;
/** The place that was last pointed at: what is added there belongs to its column. */
let aimed: Aimed | null = null;

/** The present scene. The same object as long as the graph, its modules and what is open are the same. */
export function sceneOf(state: EditorState = useEditor.getState(), folds = useFolds.getState()): Scene {
  const doc = documentOf(state);
  const graph = currentGraph(state);
  const prefix = state.path.join('/');
  const { unfolded, wrapped } = folds;
  const { opened } = state;
  const alike =
    last?.prefix === prefix && last.unfolded === unfolded && last.wrapped === wrapped && last.opened === opened;
  if (last && alike && last.scene.graph === graph && last.modules === doc.modules) return last.scene;
  const cards = unfold(doc, catalogue, graph, prefix, unfolded);
  const before = alike ? last : null;
  const plain = before
    ? keepColumns(before.plain, cards, graph.wires, aimed, state.selection.nodes)
    : wrapped && isTall(cards)
      ? wrap(cards, graph.wires, ASPECT)
      : uncut(cards);
  const nudges = before?.nudges ?? new Nudges();
  const scene = { ...nudges.apply(before?.plain.cards ?? cards, plain), graph };
  last = { modules: doc.modules, prefix, unfolded, wrapped, opened, plain, nudges, scene };
  return scene;
}

/** Makes an edit that moves nodes, which are then shown at these places, wherever the document can have them. */
export function showingAt(places: Places, edit: () => void): void {
  last?.nudges.want(places);
  edit();
  sceneOf();
  last?.nudges.want(null);
}

/** The present scene, for a component. */
export function useScene(): Scene {
  const folds = useFolds();
  return useEditor(s => sceneOf(s, folds));
}

export const isInColumns = ({ bridges }: Scene): boolean => bridges.size > 0;

/** Whether a graph that stands in one column would be shown in several. */
export const couldHaveColumns = ({ cards, graph }: Scene): boolean =>
  isTall(cards) && wrap(cards, graph.wires, ASPECT).bridges.size > 0;

/** How far from its place in the document a card is shown. */
export function offsetOf(scene: Scene, node: Node): Point {
  const card = scene.cards.get(node.id);
  return card ? [card.x - node.at[0], card.y - node.at[1]] : [0, 0];
}

/**
 * The place in the document of what is to be shown at a point: shifted as the cards just above it are. What is then put
 * there will be shown there: places of two columns can be the same in the document, so the column is remembered.
 */
export function toDocument(scene: Scene, point: Point): Point {
  const column = columnAt(scene, point[0]);
  const at = placeIn(scene, column, point);
  aimed = { at, column };
  return at;
}

function placeIn({ cards, columnOf, offsets }: Scene, column: number, [x, y]: Point): Point {
  let above: Placed | null = null;
  for (const card of cards.values()) {
    const here = (columnOf.get(card.id) ?? 0) === column && card.y <= y;
    if (here && (!above || card.y > above.y)) above = card;
  }
  if (!above) {
    const [dx, dy] = offsets[column] ?? [0, 0];
    return [x - dx, y - dy];
  }
  const closed = sizeOfNode(catalogue, above.node);
  const down = above.y - above.node.at[1] + (y >= above.y + above.height ? above.height - closed.height : 0);
  const aside = above.x + above.width / 2 - above.node.at[0] - closed.width / 2;
  return [Math.round(x - aside), Math.round(y - down)];
}

/** The column before whose lane an x lies; the last has none behind it. */
function columnAt({ lanes }: Scene, x: number): number {
  const column = lanes.findIndex(lane => x < lane);
  return column < 0 ? Math.max(0, lanes.length - 1) : column;
}
