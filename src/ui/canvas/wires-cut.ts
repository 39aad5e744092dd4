import { wireKey } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { WireRoutes } from './flow-wires';
import type { Scene } from './scene';
import { pointsOn } from './wire-path';

/** The wires that a straight cut from one point to another goes through, by `wireKey`. */
export function wiresCut({ graph, cards }: Scene, routes: WireRoutes, from: Point, to: Point): ReadonlySet<string> {
  const cut = new Set<string>();
  for (const [i, wire] of graph.wires.entries()) {
    const source = cards.get(wire.from[0]);
    const target = cards.get(wire.to[0]);
    const ends = routes.ends[i];
    if (!source || !target || !ends) continue;
    const key = wireKey(wire);
    const points = pointsOn(
      { x: source.x + ends.fromX, y: source.y + source.height },
      { x: target.x + ends.toX, y: target.y },
      routes.lanes.get(key) ?? null,
    ).map(({ x, y }): Point => [x, y]);
    if (points.some((p, n) => n > 0 && crosses(points[n - 1] ?? p, p, from, to))) cut.add(key);
  }
  return cut;
}

/** Whether two stretches cross: the ends of each lie on different sides of the other. */
const crosses = (a: Point, b: Point, c: Point, d: Point): boolean =>
  side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);

const side = (a: Point, b: Point, p: Point): boolean =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0;
