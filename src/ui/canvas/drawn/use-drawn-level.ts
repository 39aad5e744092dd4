import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useFolds } from '../../../state/folds';
import { whenIdle } from '../../parts/when-idle';
import { sceneOf } from '../scene';
import { IN_PARTS_FROM, setDrawn, useDrawn } from './drawn-state';
import type { Area } from './grid-index';
import { startPainter } from './painter';
import { type Picture, pictureOf } from './picture';

/** From this many cards in sight on they are drawn; below the other number they are elements again. */
const DRAW_FROM = 140;
const ELEMENTS_BELOW = 110;
/** From this many cards on, or with modules that can be unfolded, a drawing is to be expected. */
const EXPECT_FROM = 70;

/**
 * Keeps the level of detail in step with what is in view. It is settled as soon as the view, the graph or what is open in
 * it changes and before anything is rendered: hundreds of cards that are to be drawn never become elements.
 */
export function useDrawnLevel(): void {
  const store = useStoreApi();
  useEffect(() => {
    let seen: { readonly picture: Picture; readonly view: Area } | null = null;
    let covered: Area | null = null;
    /** What has been on the screen, whole or in part. */
    let rendered: Picture | null = null;
    let frame = 0;
    const look = (): void => {
      const view = viewOf(store.getState());
      if (!view) return;
      const state = useEditor.getState();
      const scene = sceneOf(state);
      const picture = pictureOf(documentOf(state), scene, currentFacts(state));
      if (seen?.picture === picture && isSame(seen.view, view)) return;
      if (seen?.picture !== picture) {
        covered = null;
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => {
          rendered = picture;
        });
        if (picture.blocks.length >= EXPECT_FROM || Object.keys(documentOf(state).modules).length > 0) {
          whenIdle(() => void startPainter());
        }
      }
      seen = { picture, view };
      const { drawn } = useDrawn.getState();
      const count = picture.blocksAt.within(view, DRAW_FROM + 1).size;
      const now = drawn ? count >= ELEMENTS_BELOW : count >= DRAW_FROM;
      // Cards that the view moves away from stay until they are drawn; new ones never become elements.
      if (now !== drawn)
        setDrawn({ drawn: now, awaited: now && rendered === picture, hovered: null, hoveredWire: null });
      const { near, awaited } = useDrawn.getState();
      if (now || scene.cards.size < IN_PARTS_FROM) {
        covered = null;
        if (near !== null && !awaited) setDrawn({ near: null });
      } else if (!covered || !contains(covered, view)) {
        covered = { x: view.x - view.width, y: view.y - view.height, width: 3 * view.width, height: 3 * view.height };
        setDrawn({ near: nearTo(picture, covered) });
      }
    };
    look();
    const stops = [store.subscribe(look), useEditor.subscribe(look), useFolds.subscribe(look)];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
      setDrawn({ drawn: false, awaited: false, hovered: null, hoveredWire: null, near: null });
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
  for (const { source, target } of picture.strokes) {
    if (source === null || target === null) continue;
    if (inside.has(source)) near.add(target);
    if (inside.has(target)) near.add(source);
  }
  return near;
}
