import { useEffect } from 'react';
import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { currentGraph, currentGraphId, useEditor } from '../../state/editor';
import { calm } from './calm';
import { setCanvas, useCanvas } from './canvas-state';

/** From this many nodes on, they jump: drawing them all at every step would not look calm. */
const MANY = 400;

/**
 * When an edit moves nodes (a layout, room made for a new one, undo), they glide to where they belong. What a hand has
 * already brought there does not.
 */
export function useGlide(): void {
  useEffect(() => {
    let frame = 0;
    let shown: ReadonlyMap<NodeId, Point> | null = null;
    const stop = useEditor.subscribe((state, before) => {
      const graph = currentGraph(state);
      const old = currentGraph(before);
      if (graph === old || currentGraphId(state) !== currentGraphId(before) || graph.nodes.length > MANY) return;
      const places = useCanvas.getState().moving;
      const was = new Map(old.nodes.map(n => [n.id, places?.get(n.id) ?? n.at]));
      const from = new Map<NodeId, Point>();
      const to = new Map<NodeId, Point>();
      for (const node of graph.nodes) {
        const at = was.get(node.id);
        if (!at || (at[0] === node.at[0] && at[1] === node.at[1])) continue;
        from.set(node.id, at);
        to.set(node.id, node.at);
      }
      const duration = calm();
      if (from.size === 0 || duration === 0) return;
      cancelAnimationFrame(frame);
      const began = performance.now();
      const show = (places: ReadonlyMap<NodeId, Point> | null): void => {
        shown = places;
        setCanvas({ moving: places });
      };
      const step = (now: number): void => {
        // A hand has taken over.
        if (useCanvas.getState().moving !== shown) return;
        const t = Math.min(1, Math.max(0, now - began) / duration);
        if (t === 1) {
          show(null);
          return;
        }
        show(between(from, to, 1 - (1 - t) ** 3));
        frame = requestAnimationFrame(step);
      };
      show(from);
      frame = requestAnimationFrame(step);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, []);
}

function between(
  from: ReadonlyMap<NodeId, Point>,
  to: ReadonlyMap<NodeId, Point>,
  t: number,
): ReadonlyMap<NodeId, Point> {
  const places = new Map<NodeId, Point>();
  for (const [id, [x, y]] of from) {
    const end = to.get(id) ?? [x, y];
    places.set(id, [x + (end[0] - x) * t, y + (end[1] - y) * t]);
  }
  return places;
}
