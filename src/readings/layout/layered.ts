import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { Node, NodeId, Wire } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { GRID, LAYER_GAP, type Size, type WireEnds } from './node-size';

/** A card to place. */
export interface Card extends Size {
  readonly node: Node;
}
/** A wire between two of the cards, with the places where it touches them. */
export interface Link extends WireEnds {
  readonly wire: Wire;
}

/** A wire that goes sideways needs this much height, or it lies flat between two rows of cards. */
const BEND_GAP = 58;
/** Sideways by more than this counts as a bend. */
const STRAIGHT = 40;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(LAYER_GAP),
  'elk.spacing.nodeNode': '46',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '18',
  'elk.spacing.componentComponent': '66',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.thoroughness': '12',
} as const;

/**
 * Places cards in layers from top to bottom so that wires run down and cross little. The upper middle of all cards
 * together stays where it was. Left edges come to lie on the grid. Only the cards given are placed.
 */
export async function layeredPositions(
  elk: Pick<ELK, 'layout'>,
  cards: readonly Card[],
  links: readonly Link[],
): Promise<ReadonlyMap<NodeId, Point>> {
  if (cards.length === 0) return new Map();
  const placed = await elk.layout(toElk(cards, links));
  const found = new Map((placed.children ?? []).map(c => [c.id, [c.x ?? 0, c.y ?? 0] as Point]));
  return anchored(cards, withRoomToBend(cards, links, found));
}

function toElk(cards: readonly Card[], links: readonly Link[]): ElkNode {
  const ports = new Map(cards.map(c => [c.node.id, [] as { id: string; x: number; y: number }[]]));
  const heights = new Map(cards.map(c => [c.node.id, c.height]));
  const edges: ElkExtendedEdge[] = [];
  for (const [i, { wire, fromX, toX }] of links.entries()) {
    const [from, to] = [wire.from[0], wire.to[0]];
    ports.get(from)?.push({ id: `${i}>`, x: fromX, y: heights.get(from) ?? 0 });
    ports.get(to)?.push({ id: `>${i}`, x: toX, y: 0 });
    edges.push({ id: String(i), sources: [`${i}>`], targets: [`>${i}`] });
  }
  return {
    id: 'graph',
    layoutOptions: OPTIONS,
    children: cards.map(({ node, width, height }) => ({
      id: node.id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: (ports.get(node.id) ?? []).map(({ id, x, y }) => ({
        id,
        x,
        y,
        width: 0,
        height: 0,
        layoutOptions: { 'elk.port.side': y === 0 ? 'NORTH' : 'SOUTH' },
      })),
    })),
    edges,
  };
}

/** Moves what lies below a bending wire's end down until the bend has room. */
function withRoomToBend(
  cards: readonly Card[],
  links: readonly Link[],
  found: ReadonlyMap<NodeId, Point>,
): ReadonlyMap<NodeId, Point> {
  const heights = new Map(cards.map(c => [c.node.id, c.height]));
  const extra = new Map<number, number>();
  for (const { wire, fromX, toX } of links) {
    const from = found.get(wire.from[0]);
    const to = found.get(wire.to[0]);
    if (!from || !to || Math.abs(from[0] + fromX - to[0] - toX) <= STRAIGHT) continue;
    const gap = to[1] - from[1] - (heights.get(wire.from[0]) ?? 0);
    if (gap > 0 && gap < BEND_GAP) extra.set(to[1], Math.max(extra.get(to[1]) ?? 0, BEND_GAP - gap));
  }
  const cuts = [...extra].sort((a, b) => a[0] - b[0]);
  const shift = (y: number): number => cuts.reduce((sum, [at, by]) => (at <= y + 0.5 ? sum + by : sum), 0);
  return new Map([...found].map(([id, [x, y]]) => [id, [x, y + shift(y)]]));
}

function anchored(cards: readonly Card[], found: ReadonlyMap<NodeId, Point>): ReadonlyMap<NodeId, Point> {
  const before = upperMiddle(cards.map(c => c.node.at));
  const after = upperMiddle([...found.values()]);
  const [dx, dy] = [before[0] - after[0], before[1] - after[1]];
  return new Map([...found].map(([id, [x, y]]) => [id, [Math.round((x + dx) / GRID) * GRID, Math.round(y + dy)]]));
}

function upperMiddle(points: readonly Point[]): Point {
  const xs = points.map(p => p[0]);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, Math.min(...points.map(p => p[1]))];
}
