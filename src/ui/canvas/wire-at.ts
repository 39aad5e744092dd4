import { wireKey } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
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
    for (const p of pointsOn(start, end, routes.lanes.get(key) ?? null)) {
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
