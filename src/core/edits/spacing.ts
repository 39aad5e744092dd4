import type { Graph, Node, NodeId, Wire } from '../document/architecture';

/** A point on the canvas, in pixels at 100 %. */
export type Point = readonly [x: number, y: number];

/** From one card's top to the next one's in a column, and from left to left in a row; the wire's label fits between. */
export const STEP: Point = [242, 72];

/** Whole pixels, so that files stay short; what is no number counts as 0. */
export const wholePoint = ([x, y]: Point): Point => [whole(x), whole(y)];
const whole = (v: number): number => (Number.isFinite(v) ? Math.round(v) || 0 : 0);

/** The nodes that `from` feeds, directly or not, `from` included. */
function downstreamOf(wires: readonly Wire[], from: NodeId): ReadonlySet<NodeId> {
  const targets = new Map<NodeId, NodeId[]>();
  for (const w of wires) {
    const list = targets.get(w.from[0]);
    if (list) list.push(w.to[0]);
    else targets.set(w.from[0], [w.to[0]]);
  }
  const seen = new Set([from]);
  for (const id of seen) for (const next of targets.get(id) ?? []) seen.add(next);
  return seen;
}

/**
 * Makes room for one more card between two that are wired: moves the second, and all that it feeds and that lies
 * beyond it, away from the first until the new card fits. Returns the nodes and the place for the new one.
 */
export function roomBetween(
  graph: Graph,
  from: Node,
  to: Node,
): { readonly nodes: readonly Node[]; readonly at: Point } {
  const dx = to.at[0] - from.at[0];
  const dy = to.at[1] - from.at[1];
  const axis = Math.abs(dx) > Math.abs(dy) ? 0 : 1;
  const gap = axis === 0 ? dx : dy;
  const away = gap < 0 ? -1 : 1;
  const missing = 2 * STEP[axis] - Math.abs(gap);
  const after = downstreamOf(graph.wires, to.id);
  const moves = (n: Node): boolean =>
    missing > 0 && n.id !== from.id && after.has(n.id) && away * (n.at[axis] - to.at[axis]) >= 0;
  const shift = (at: Point): Point => (axis === 0 ? [at[0] + away * missing, at[1]] : [at[0], at[1] + away * missing]);
  const end = missing > 0 ? shift(to.at) : to.at;
  return {
    nodes: graph.nodes.some(moves) ? graph.nodes.map(n => (moves(n) ? { ...n, at: shift(n.at) } : n)) : graph.nodes,
    at: wholePoint(clearOf(graph.nodes, [(from.at[0] + end[0]) / 2, (from.at[1] + end[1]) / 2], moves)),
  };
}

/** The place itself, or the nearest one beside it where no card lies. Cards that make room don't count. */
function clearOf(nodes: readonly Node[], [x, y]: Point, moves: (n: Node) => boolean): Point {
  const covered = (at: number): boolean =>
    nodes.some(n => !moves(n) && Math.abs(n.at[0] - at) < STEP[0] - 20 && Math.abs(n.at[1] - y) < STEP[1] - 14);
  for (let i = 0; i <= nodes.length; i++) {
    for (const at of [x + i * STEP[0], x - i * STEP[0]]) if (!covered(at)) return [at, y];
  }
  return [x, y];
}
