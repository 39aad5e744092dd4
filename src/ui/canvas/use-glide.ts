import { useEffect } from 'react';
import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { useEditor } from '../../state/editor';
import { useFolds } from '../../state/folds';
import { calm } from './calm';
import { setCanvas, useCanvas } from './canvas-state';
import { useDrawn } from './drawn/drawn-state';
import { sceneOf } from './scene';

/** From this many nodes on, they jump: drawing them all at every step would not look calm. */
const MANY = 400;

/**
 * When an edit moves nodes (a layout, room made for a new one or for an open module, undo), they glide to where they
 * belong. What a hand has already brought there does not, nor what is drawn as one picture.
 */
export function useGlide(): void {
  useEffect(() => {
    let frame = 0;
    let shown: ReadonlyMap<NodeId, Point> | null = null;
    let scene = sceneOf();
    let way = wayOf();
    const follow = (): void => {
      const [old, oldWay] = [scene, way];
      scene = sceneOf();
      way = wayOf();
      if (scene === old || way !== oldWay || scene.cards.size > MANY || useDrawn.getState().drawn) return;
      const places = useCanvas.getState().moving;
      const was = new Map<NodeId, Point>([...old.cards].map(([id, c]) => [id, places?.get(id) ?? [c.x, c.y]]));
      const from = new Map<NodeId, Point>();
      const to = new Map<NodeId, Point>();
      for (const [id, { x, y }] of scene.cards) {
        const at = was.get(id);
        if (!at || (at[0] === x && at[1] === y)) continue;
        from.set(id, at);
        to.set(id, [x, y]);
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
    };
    const stopWhenDrawn = (): void => {
      if (!useDrawn.getState().drawn || shown === null || useCanvas.getState().moving !== shown) return;
      cancelAnimationFrame(frame);
      shown = null;
      setCanvas({ moving: null });
    };
    const stops = [useEditor.subscribe(follow), useFolds.subscribe(follow), useDrawn.subscribe(stopWhenDrawn)];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
    };
  }, []);
}

/** Names the graph on the canvas. */
const wayOf = (): string => useEditor.getState().path.join('/');

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
