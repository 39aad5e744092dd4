import type { Frame, Graph, NodeId } from '../../document/architecture';
import { freeIds } from '../ids';
import type { Point } from '../spacing';

/**
 * A graph's frames that belong to chosen nodes: those that have at least one of them inside, by its top left corner,
 * and no other node. The rest stay where they are.
 */
export function ownFrames(
  { nodes, frames = [] }: Graph,
  chosen: ReadonlySet<NodeId>,
): { readonly own: readonly Frame[]; readonly rest: readonly Frame[] } {
  const own = frames.filter(frame => {
    const inside = nodes.filter(n => contains(frame, n.at));
    return inside.length > 0 && inside.every(n => chosen.has(n.id));
  });
  return { own, rest: frames.filter(f => !own.includes(f)) };
}

const contains = ({ at: [x, y], size: [width, height] }: Frame, [left, top]: Point): boolean =>
  left >= x && left < x + width && top >= y && top < y + height;

/** Frames moved by so many pixels, with ids that none of `others` has. */
export function framesMoved(frames: readonly Frame[], others: readonly Frame[], by: Point): readonly Frame[] {
  const taken = new Set(others.map(f => f.id));
  const fresh = freeIds([...taken, ...frames.map(f => f.id)], frames.length, 'f');
  return frames.map((f, i) => ({
    ...f,
    id: taken.has(f.id) ? (fresh[i] ?? f.id) : f.id,
    at: [f.at[0] + by[0], f.at[1] + by[1]],
  }));
}
