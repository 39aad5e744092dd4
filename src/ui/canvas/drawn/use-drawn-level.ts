import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useFolds } from '../../../state/folds';
import { sceneOf } from '../scene';
import { IN_PARTS_FROM, setDrawn, useDrawn } from './drawn-state';
import type { Area } from './grid-index';
import { type Picture, pictureOf } from './picture';

/** From this many cards in sight on they are drawn; below the other number they are elements again. */
const DRAW_FROM = 140;
const ELEMENTS_BELOW = 110;

/**
 * Keeps the level of detail in step with what is in view. It is settled as soon as the view, the graph or what is open in
 * it changes and before anything is rendered: hundreds of cards that are to be drawn never become elements.
 */
export function useDrawnLevel(): void {
  const store = useStoreApi();
  useEffect(() => {
    let seen: { readonly picture: Picture; readonly view: Area } | null = null;
    let covered: Area | null = null;
    const look = (): void => {
      const view = viewOf(store.getState());
      if (!view) return;
      const state = useEditor.getState();
      const scene = sceneOf(state);
      const picture = pictureOf(documentOf(state), scene, currentFacts(state));
      if (seen?.picture === picture && isSame(seen.view, view)) return;
      if (seen?.picture !== picture) covered = null;
      seen = { picture, view };
      const { drawn } = useDrawn.getState();
      const count = picture.blocksAt.within(view, DRAW_FROM + 1).size;
      const now = drawn ? count >= ELEMENTS_BELOW : count >= DRAW_FROM;
      if (now !== drawn) setDrawn({ drawn: now, hovered: null, hoveredWire: null });
      if (now || scene.cards.size < IN_PARTS_FROM) {
        covered = null;
        if (useDrawn.getState().near !== null) setDrawn({ near: null });
      } else if (!covered || !contains(covered, view)) {
        covered = { x: view.x - view.width, y: view.y - view.height, width: 3 * view.width, height: 3 * view.height };
        setDrawn({ near: nearTo(picture, covered) });
      }
    };
    look();
    const stops = [store.subscribe(look), useEditor.subscribe(look), useFolds.subscribe(look)];
    return () => {
      for (const stop of stops) stop();
      setDrawn({ drawn: false, hovered: null, hoveredWire: null, near: null });
    };
  }, [store]);
}

/** What is in view, in graph coordinates; `null` before the canvas has a size. */
function viewOf({
  transform: [x, y, zoom],
  width,
  height,
}: {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}): Area | null {
  return width === 0 ? null : { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

const isSame = (a: Area, b: Area): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const contains = (a: Area, b: Area): boolean =>
  b.x >= a.x && b.y >= a.y && b.x + b.width <= a.x + a.width && b.y + b.height <= a.y + a.height;

/** The cards in an area, and those that their wires lead to. */
function nearTo(picture: Picture, area: Area): ReadonlySet<NodeId> {
  const inside = new Set([...picture.blocksAt.within(area), ...picture.framesAt.within(area)].map(b => b.top));
  const near = new Set(inside);
  for (const { wire } of picture.strokes) {
    if (!wire) continue;
    if (inside.has(wire.from[0])) near.add(wire.to[0]);
    if (inside.has(wire.to[0])) near.add(wire.from[0]);
  }
  return near;
}
