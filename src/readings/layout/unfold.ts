import {
  type Architecture,
  type Graph,
  type ModuleId,
  moduleOf,
  type Node,
  type NodeId,
  type Wire,
  wireKey,
} from '../../core/document/architecture';
import { portsOf } from '../../core/inference/ports';
import type { Catalogue } from '../../core/op/operation';
import { makeRoom, type Standing } from './make-room';
import { portX, type Size, sizeOfNode, wireEnds } from './node-size';
import { type Box, type Lane, wireLanes } from './wire-lanes';

/** Instances shown open in place, each by the way to it: `n9`, and inside it `n9/n3`. */
export type Unfolded = ReadonlySet<string>;

/** A card as it is shown: a node, or an open instance with its inside. */
export interface Placed extends Box {
  readonly node: Node;
  /** `null` for whatever is closed. */
  readonly inside: Inside | null;
}
/** What is drawn in the frame of an open instance, from its top left corner. */
export interface Inside extends Size {
  readonly cards: readonly Placed[];
  readonly wires: readonly InsideWire[];
}
export interface InsideWire {
  readonly wire: Wire;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly lane: Lane | null;
}

/** The cards of an open instance's inside are smaller: one line each. */
export const SMALL_CARD: Size = { width: 133, height: 29 };
/** Of a frame: its title, and what is left free around the cards. */
export const FRAME_HEAD = 34;
const SIDE = 22;
const ABOVE = 24;
const BELOW = 28;
const NARROWEST = 306;
/** Between small cards, aside and down. */
const ASIDE = 16;
const DOWN = 15;
/** Larger graphs are shown at half their spacing rather than compared card by card. */
const MANY = 400;

/**
 * The cards of a graph as they are shown, with the open instances at the size of their insides and room made for them.
 * `prefix` is the way to the graph, as in `unfolded`.
 */
export function unfold(
  doc: Architecture,
  ops: Catalogue,
  graph: Graph,
  prefix: string,
  unfolded: Unfolded,
): ReadonlyMap<NodeId, Placed> {
  const open = under(unfolded, prefix);
  const cards = graph.nodes.map(node => {
    const closed = sizeOfNode(ops, node);
    const inside = open.size === 0 ? null : insideAt(doc, ops, node, open, []);
    return { node, closed, inside, x: node.at[0] + closed.width / 2, y: node.at[1] };
  });
  return placed(cards);
}

interface Card {
  readonly node: Node;
  readonly closed: Size;
  readonly inside: Inside | null;
  readonly x: number;
  readonly y: number;
}

function placed(cards: readonly Card[]): ReadonlyMap<NodeId, Placed> {
  const standing = cards.map(
    (c): Standing => ({ id: c.node.id, x: c.x, y: c.y, closed: c.closed, shown: c.inside ?? c.closed }),
  );
  const places = makeRoom(standing);
  return new Map(
    cards.map(({ node, closed, inside }) => {
      const [x, y] = places.get(node.id) ?? node.at;
      const { width, height } = inside ?? closed;
      return [node.id, { id: node.id, node, inside, x, y, width, height }];
    }),
  );
}

/** The open instances below a way, each by its way from there. */
function under(unfolded: Unfolded, prefix: string): Unfolded {
  if (prefix === '' || unfolded.size === 0) return unfolded;
  const start = `${prefix}/`;
  return new Set([...unfolded].flatMap(way => (way.startsWith(start) ? [way.slice(start.length)] : [])));
}

const insides = new WeakMap<Architecture['modules'], Map<string, Inside>>();

/** The inside of a node that is an open instance. The same object as long as no module changes. */
function insideAt(
  doc: Architecture,
  ops: Catalogue,
  node: Node,
  open: Unfolded,
  entered: readonly ModuleId[],
): Inside | null {
  const id = moduleOf(node.op);
  if (id === null || !open.has(node.id) || !doc.modules[id] || entered.includes(id)) return null;
  const deeper = under(open, node.id);
  let known = insides.get(doc.modules);
  if (!known) {
    known = new Map();
    insides.set(doc.modules, known);
  }
  const key = `${id}:${[...deeper].sort().join()}`;
  let inside = known.get(key);
  if (!inside) {
    inside = insideOf(doc, ops, id, deeper, [...entered, id]);
    known.set(key, inside);
  }
  return inside;
}

function insideOf(
  doc: Architecture,
  ops: Catalogue,
  id: ModuleId,
  open: Unfolded,
  entered: readonly ModuleId[],
): Inside {
  const graph = doc.modules[id]?.graph ?? { nodes: [], wires: [] };
  const nodes = graph.nodes.filter(n => n.op !== 'input' && n.op !== 'output');
  const middles = nodes.map(n => ({ x: n.at[0] + sizeOfNode(ops, n).width / 2, y: n.at[1] }));
  const [sx, sy] = tightest(middles);
  const shown = placed(
    nodes.map((node, i) => ({
      node,
      closed: SMALL_CARD,
      inside: insideAt(doc, ops, node, open, entered),
      x: Math.round((middles[i]?.x ?? 0) * sx),
      y: Math.round((middles[i]?.y ?? 0) * sy),
    })),
  );
  const boxes = [...shown.values()];
  const [left, right, top] =
    boxes.length === 0
      ? [0, 0, 0]
      : [
          Math.min(...boxes.map(b => b.x)),
          Math.max(...boxes.map(b => b.x + b.width)),
          Math.min(...boxes.map(b => b.y)),
        ];
  // Even, so that the middle of a frame is a whole pixel.
  const width = 2 * Math.ceil(Math.max(NARROWEST, right - left + 2 * SIDE) / 2);
  const dx = Math.round((width - left - right) / 2);
  const dy = FRAME_HEAD + ABOVE - top;
  const cards = boxes.map(b => ({ ...b, x: b.x + dx, y: b.y + dy }));
  const height = Math.max(FRAME_HEAD + ABOVE, ...cards.map(c => c.y + c.height)) + BELOW;
  return { width, height, cards, wires: wiresInside(doc, ops, graph, `module:${id}`, cards, { width, height }) };
}

/** How much closer small cards can stand than the large ones, aside and down, without touching. */
function tightest(middles: readonly { readonly x: number; readonly y: number }[]): readonly [x: number, y: number] {
  if (middles.length > MANY) return [0.5, 0.7];
  let aside = Number.POSITIVE_INFINITY;
  let down = Number.POSITIVE_INFINITY;
  for (const [i, a] of middles.entries()) {
    for (const b of middles.slice(i + 1)) {
      const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
      if (dy < 40 && dx > 0) aside = Math.min(aside, dx);
      if (dx < 150 && dy > 20) down = Math.min(down, dy);
    }
  }
  return [
    Math.min(1, (SMALL_CARD.width + ASIDE) / Math.min(aside, 330)),
    Math.min(1, (SMALL_CARD.height + DOWN) / Math.min(down, 72)),
  ];
}

/** The wires of an inside; those of the module's inputs and outputs end at the frame. */
function wiresInside(
  doc: Architecture,
  ops: Catalogue,
  graph: Graph,
  op: string,
  cards: readonly Placed[],
  frame: Size,
): readonly InsideWire[] {
  const { inputs, outputs } = portsOf(doc, ops, { op });
  const edge = (names: readonly { readonly name: string }[], y: number): readonly Box[] =>
    names.map(({ name }, i) => ({ id: name, x: portX(frame.width, i, names.length), y, width: 0, height: 0 }));
  const boxes = [...cards, ...edge(inputs, 0), ...edge(outputs, frame.height)];
  const byId = new Map(boxes.map(b => [b.id, b]));
  const widths = new Map(boxes.map(b => [b.id, b.width]));
  const ends = wireEnds(doc, ops, graph.nodes, graph.wires, widths);
  const lanes = wireLanes(boxes, graph.wires, ends);
  const middle: Box = { id: '', x: frame.width / 2, y: 0, width: 0, height: 0 };
  return graph.wires.map((wire, i) => {
    const { fromX, toX } = ends[i] ?? { fromX: 0, toX: 0 };
    const from = byId.get(wire.from[0]) ?? middle;
    const to = byId.get(wire.to[0]) ?? { ...middle, y: frame.height };
    return {
      wire,
      from: { x: from.x + fromX, y: from.y + from.height },
      to: { x: to.x + toX, y: to.y },
      lane: lanes.get(wireKey(wire)) ?? null,
    };
  });
}

/** The ways to all instances below a graph, down to the last. */
export function allInstances(doc: Architecture, graph: Graph, prefix: string): Unfolded {
  const found = new Set<string>();
  const visit = (nodes: readonly Node[], way: string, entered: readonly ModuleId[]): void => {
    for (const node of nodes) {
      const id = moduleOf(node.op);
      const module = id === null ? undefined : doc.modules[id];
      if (id === null || !module || entered.includes(id)) continue;
      const here = way === '' ? node.id : `${way}/${node.id}`;
      found.add(here);
      visit(module.graph.nodes, here, [...entered, id]);
    }
  };
  visit(graph.nodes, prefix, []);
  return found;
}
