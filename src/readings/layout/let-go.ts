import type { Architecture, Graph, Node, NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Catalogue } from '../../core/op/operation';
import { sizeOfNode } from './node-size';
import { type Placed, type Unfolded, unfold } from './unfold';

/** A card moved aside by no more than this stays in its column; one that leaves it stands beside all that is open there. */
const IN_COLUMN = 39;

/**
 * Where the document must have nodes so that they are shown where a hand let them go, while open instances push aside
 * what lies around them. The uppermost node comes to where it was let go, the others keep their distances in the document.
 * What the hand moved may itself be open: below it, others move up, which no formula tells. So a few places are tried, and
 * that which is shown nearest is taken.
 * @param places top left corners, before the graph is cut into columns
 */
export function letGo(
  doc: Architecture,
  ops: Catalogue,
  graph: Graph,
  prefix: string,
  unfolded: Unfolded,
  places: ReadonlyMap<NodeId, Point>,
): ReadonlyMap<NodeId, Point> {
  const [uppermost] = [...places].sort((a, b) => a[1][1] - b[1][1]);
  const shown = unfold(doc, ops, graph, prefix, unfolded);
  const card = uppermost && shown.get(uppermost[0]);
  if (!card) return places;
  const place = uppermost[1];
  const others = { ...graph, nodes: graph.nodes.filter(n => !places.has(n.id)) };
  const bare = [...unfold(doc, ops, others, prefix, unfolded).values()];
  let best: ReadonlyMap<NodeId, Point> = places;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [x, y] of candidates(ops, card, bare, place)) {
    const moved = movedBy(graph.nodes, places, [x - card.node.at[0], y - card.node.at[1]]);
    const nodes = graph.nodes.map(n => ({ ...n, at: moved.get(n.id) ?? n.at }));
    const there = unfold(doc, ops, { ...graph, nodes }, prefix, unfolded).get(card.id);
    const far = there ? Math.hypot(there.x - place[0], there.y - place[1]) : Number.POSITIVE_INFINITY;
    if (far < nearest) [best, nearest] = [moved, far];
  }
  return best;
}

/** How far from where it would be with all folded the middle of a card's top is. */
function shiftOf(ops: Catalogue, { node, x, y, width }: Placed): Point {
  return [x + width / 2 - node.at[0] - sizeOfNode(ops, node).width / 2, y - node.at[1]];
}

/** Places in the document for a card that is to be shown at a point, with `others` around it. */
function candidates(ops: Catalogue, card: Placed, others: readonly Placed[], [x, y]: Point): readonly Point[] {
  const own = shiftOf(ops, card);
  const above = others.reduce<Placed | null>((best, c) => (c.y <= y && (!best || c.y > best.y) ? c : best), null);
  const middle = x + card.width / 2 - sizeOfNode(ops, card.node).width / 2;
  const xs = [middle - own[0], middle, clamped(middle - own[0], card.node.at[0], IN_COLUMN)];
  const ys = [y - own[1]];
  if (above) {
    const [aside, down] = shiftOf(ops, above);
    const { height } = sizeOfNode(ops, above.node);
    xs.push(middle - aside);
    const below = y - above.y - above.height;
    // Beside an open one there is no place but at its head and at its foot.
    ys.push(above.node.at[1] + height + Math.max(0, below));
    if (below < 0) ys.push(Math.min(y - down, above.node.at[1] + height - 1));
  }
  return xs.flatMap(cx => ys.map((cy): Point => [cx, cy]));
}

const clamped = (value: number, around: number, by: number): number =>
  Math.max(around - by, Math.min(around + by, value));

const movedBy = (
  nodes: readonly Node[],
  moved: ReadonlyMap<NodeId, Point>,
  [dx, dy]: Point,
): ReadonlyMap<NodeId, Point> =>
  new Map(
    nodes.flatMap(n =>
      moved.has(n.id) ? [[n.id, [Math.round(n.at[0] + dx), Math.round(n.at[1] + dy)]] as const] : [],
    ),
  );
