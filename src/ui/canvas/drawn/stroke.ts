import { wirePath } from '../wire-path';
import type { Area } from './grid-index';
import type { Stroke } from './picture';

/** Below this scale, wires are straight lines. */
export const STRAIGHT_BELOW = 0.12;

/** From afar all wires are hairlines; nearer, the thick ones are seen to be thick. */
export const strokeWidth = (width: number, zoom: number): number =>
  Math.max(1.1 / zoom, 1.4, zoom < 0.3 ? 0 : Math.round(width));

/** Whether a wire may come near an area. */
export function isNear({ from, to, lane }: Stroke, { x, y, width, height }: Area): boolean {
  // A wire in a lane runs outside the box of its ends, yet not far.
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const side = typeof lane === 'number' ? [Math.min(left, lane), Math.max(right, lane)] : [left, right];
  return (
    (side[0] ?? left) <= x + width &&
    (side[1] ?? right) >= x &&
    Math.min(from.y, to.y) - 60 <= y + height &&
    Math.max(from.y, to.y) + 60 >= y
  );
}

/** Adds a wire to a path, the way that it runs as an element of the page; from afar, as a straight line. */
export function traceWire(path: Path2D, { from, to, lane }: Stroke, straight: boolean): void {
  const dy = to.y - from.y;
  if (typeof lane === 'number' || (lane !== null && dy > 0 && !straight)) {
    path.addPath(new Path2D(wirePath(from, to, lane, 'middle').d));
    return;
  }
  path.moveTo(from.x, from.y);
  if (straight || (Math.abs(to.x - from.x) < 1 && dy >= 0)) {
    path.lineTo(to.x, to.y);
    return;
  }
  const bend = dy >= 0 ? Math.max(dy / 2, Math.min(18, Math.abs(to.x - from.x) / 4)) : 26 + Math.min(120, -dy / 4);
  path.bezierCurveTo(from.x, from.y + bend, to.x, to.y - bend, to.x, to.y);
}
