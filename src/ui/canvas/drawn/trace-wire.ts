import { wirePath } from '../wire-path';
import type { Stroke } from './picture';

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
