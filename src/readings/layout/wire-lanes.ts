import { type NodeId, type Wire, wireKey } from '../../core/document/architecture';
import type { Size, WireEnds } from './node-size';

/** A node's card on the canvas. */
export interface Box extends Size {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
}

/** Where a wire runs down: under the output that it comes from, above the input that it goes to, or at an x beside both. */
export type Lane = 'from' | 'to' | number;

/** Kept free between a wire and the cards that it passes. */
const CLEAR = 20;
/** A curve that comes nearer to a card than this goes another way. */
const NEAR = 8;
/** A wire no longer than this has no room to go round anything. */
const SHORT = 60;
/** Between the lanes of wires from different nodes. */
const LANE_STEP = 14;

/**
 * The wires that would run behind other cards, by `wireKey`, each with a vertical lane that is free: a shortcut around a
 * block stays in sight. Wires from the same output share a lane.
 */
export function wireLanes(
  boxes: readonly Box[],
  wires: readonly Wire[],
  ends: readonly WireEnds[],
): ReadonlyMap<string, Lane> {
  const byId = new Map(boxes.map(b => [b.id, b]));
  const rows = [...boxes].sort((a, b) => a.y - b.y);
  const lanes = new Map<string, Lane>();
  const taken: { readonly x: number; readonly top: number; readonly bottom: number; readonly from: string }[] = [];
  for (const [i, wire] of wires.entries()) {
    const from = byId.get(wire.from[0]);
    const to = byId.get(wire.to[0]);
    const end = ends[i];
    if (!from || !to || !end) continue;
    const top = from.y + from.height;
    const bottom = to.y;
    const fromX = from.x + end.fromX;
    const toX = to.x + end.toX;
    if (bottom - top < SHORT) continue;
    const between = rowsBetween(rows, top, bottom).filter(b => b !== from && b !== to);
    if (!between.some(b => passes(fromX, top, toX, bottom, b))) continue;
    const source = wire.from.join(':');
    const clearLane = (x: number): boolean =>
      between.every(b => x < b.x - CLEAR + 1 || x > b.x + b.width + CLEAR - 1) &&
      taken.every(t => t.from === source || t.bottom < top || t.top > bottom || Math.abs(t.x - x) >= LANE_STEP);
    // First straight down to where it goes, or from where it comes; beside it all only where neither is free, and not
    // for a wire that goes mostly sideways, which soon comes out from behind a card.
    const aside = Math.abs(toX - fromX) > bottom - top ? [] : candidates(between, taken);
    const x = [toX, fromX].find(clearLane) ?? nearest(aside, clearLane, (fromX + toX) / 2);
    if (x === null) continue;
    taken.push({ x, top, bottom, from: source });
    lanes.set(wireKey(wire), x === toX ? 'to' : x === fromX ? 'from' : x);
  }
  return lanes;
}

/** The cards between two heights; `rows` are sorted by their top. */
function rowsBetween(rows: readonly Box[], top: number, bottom: number): readonly Box[] {
  const found: Box[] = [];
  for (const b of rows) {
    if (b.y >= bottom) break;
    if (b.y + b.height > top) found.push(b);
  }
  return found;
}

/** Whether the plain curve from one point to another goes through a card. */
function passes(fromX: number, top: number, toX: number, bottom: number, box: Box): boolean {
  const reach = Math.max(1, bottom - top);
  const steps = Math.max(8, Math.ceil(reach / 24));
  for (let i = 1; i < steps; i++) {
    const t = i / steps;
    const y = top + reach * (1.5 * t * (1 - t) ** 2 + 1.5 * t ** 2 * (1 - t) + t ** 3);
    const x = fromX + (toX - fromX) * (3 * t ** 2 - 2 * t ** 3);
    if (x > box.x - NEAR && x < box.x + box.width + NEAR && y > box.y - NEAR && y < box.y + box.height + NEAR)
      return true;
  }
  return false;
}

function candidates(between: readonly Box[], taken: readonly { readonly x: number }[]): readonly number[] {
  const edges = between.flatMap(b => [b.x - CLEAR, b.x + b.width + CLEAR]);
  return [...edges, ...taken.flatMap(t => [t.x - LANE_STEP, t.x, t.x + LANE_STEP])];
}

function nearest(xs: readonly number[], free: (x: number) => boolean, to: number): number | null {
  let best: number | null = null;
  for (const x of xs) if ((best === null || Math.abs(x - to) < Math.abs(best - to)) && free(x)) best = x;
  return best;
}

/** The smallest box around others; a point when there are none. */
export function boxAround(boxes: readonly Omit<Box, 'id'>[]): Omit<Box, 'id'> {
  const x = Math.min(...boxes.map(b => b.x));
  const y = Math.min(...boxes.map(b => b.y));
  const right = Math.max(...boxes.map(b => b.x + b.width));
  const bottom = Math.max(...boxes.map(b => b.y + b.height));
  return boxes.length === 0 ? { x: 0, y: 0, width: 1, height: 1 } : { x, y, width: right - x, height: bottom - y };
}
