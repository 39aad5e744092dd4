import { wireKey } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Lane } from '../../readings/layout/wire-lanes';
import type { WireRoutes } from './flow-wires';
import type { Scene } from './scene';
import { type Place, pointsOn } from './wire-path';

/** How near to a wire something must be to go into it, in pixels at 100 %. */
const REACH = 44;

/** The wire that is meant by dropping something at a point, by `wireKey`: the nearest one within reach. */
export function wireAt({ graph, cards }: Scene, routes: WireRoutes, at: Point): string | null {
  let best: string | null = null;
  let nearest = REACH;
  for (const [i, wire] of graph.wires.entries()) {
    const from = cards.get(wire.from[0]);
    const to = cards.get(wire.to[0]);
    const ends = routes.ends[i];
    if (!from || !to || !ends) continue;
    const start: Place = { x: from.x + ends.fromX, y: from.y + from.height };
    const end: Place = { x: to.x + ends.toX, y: to.y };
    const key = wireKey(wire);
    const lane = routes.lanes.get(key) ?? null;
    if (!mayReach(start, end, lane, at)) continue;
    for (const p of pointsOn(start, end, lane)) {
      // A card's height is soon crossed, its width is not: sideways counts half.
      const far = Math.hypot((p.x - at[0]) / 2, p.y - at[1]);
      if (far < nearest) {
        nearest = far;
        best = key;
      }
    }
  }
  return best;
}

/** Whether a wire comes near enough at all, by the box around it. */
function mayReach(from: Place, to: Place, lane: Lane | null, [x, y]: Point): boolean {
  const xs = typeof lane === 'number' ? [from.x, to.x, lane] : [from.x, to.x];
  return (
    x >= Math.min(...xs) - 2 * REACH &&
    x <= Math.max(...xs) + 2 * REACH &&
    y >= Math.min(from.y, to.y) - REACH &&
    y <= Math.max(from.y, to.y) + REACH
  );
}
