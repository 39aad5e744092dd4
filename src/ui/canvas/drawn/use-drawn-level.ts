import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useScene } from '../scene';
import { IN_PARTS_FROM, setDrawn, useDrawn } from './drawn-state';
import type { Area } from './grid-index';
import { type Picture, pictureOf } from './picture';

/** From this many cards in sight on they are drawn; below the other number they are elements again. */
const DRAW_FROM = 140;
const ELEMENTS_BELOW = 110;

/** Keeps the level of detail in step with what is in view. */
export function useDrawnLevel(): void {
  const store = useStoreApi();
  const doc = useEditor(documentOf);
  const facts = useEditor(currentFacts);
  const scene = useScene();
  const picture = useMemo(() => pictureOf(doc, scene, facts), [doc, scene, facts]);
  useEffect(() => {
    let covered: Area | null = null;
    const look = (): void => {
      const view = viewOf(store.getState());
      if (!view) return;
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
    return store.subscribe(look);
  }, [store, picture, scene]);
  useEffect(() => () => setDrawn({ drawn: false, hovered: null, hoveredWire: null, near: null }), []);
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
