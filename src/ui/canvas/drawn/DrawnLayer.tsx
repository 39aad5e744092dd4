import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useCanvas } from '../canvas-state';
import { useScene } from '../scene';
import styles from './DrawnLayer.module.css';
import { drawMoving, drawPicture, type View } from './draw';
import { readInk } from './ink';
import { pictureOf } from './picture';
import { useShownTheme } from './use-shown-theme';

/** So much of the view's size is drawn beyond each of its edges, to have it there when the view moves. */
const SPARE = 0.3;
/** The view has settled when it has not moved for so long, in milliseconds. */
const SETTLED = 110;
const NOBODY: ReadonlySet<NodeId> = new Set();

/**
 * Cards and wires as one drawing. While the view moves, the drawing is moved and scaled as it is, which costs no
 * painting; when the view has settled, or has left what was drawn, it is drawn again.
 */
export function DrawnLayer() {
  const store = useStoreApi();
  const doc = useEditor(documentOf);
  const facts = useEditor(currentFacts);
  const selection = useEditor(s => s.selection);
  const theme = useShownTheme();
  const scene = useScene();
  const moving = useCanvas(s => s.moving);
  const ground = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const picture = useMemo(() => pictureOf(doc, scene, facts), [doc, scene, facts]);
  // The same set while a hand moves the same nodes, so that the ground is drawn once per drag.
  const held = useHeld(moving);

  useEffect(() => {
    const canvas = ground.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const ink = readInk(theme);
    let drawn: View | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    const draw = (): void => {
      const { transform, width, height } = store.getState();
      if (width === 0) return;
      const [x, y, zoom] = transform;
      const view = {
        x: x + width * SPARE,
        y: y + height * SPARE,
        zoom,
        width: width * (1 + 2 * SPARE),
        height: height * (1 + 2 * SPARE),
      };
      prepare(canvas, context, view);
      drawPicture(context, picture, view, ink, selection, held);
      drawn = view;
      place(canvas, view, view, [width * SPARE, height * SPARE]);
    };
    // A slow frame is not yet the end of a gesture.
    const settle = (): void => {
      if (canvas.closest('[data-panning]')) timer = setTimeout(settle, SETTLED);
      else draw();
    };
    const follow = (): void => {
      const { transform, width, height } = store.getState();
      if (!drawn) {
        draw();
        return;
      }
      const [x, y, zoom] = transform;
      if (x + width * SPARE === drawn.x && y + height * SPARE === drawn.y && zoom === drawn.zoom) return;
      const now = { x: x + width * SPARE, y: y + height * SPARE, zoom };
      place(canvas, drawn, now, [width * SPARE, height * SPARE]);
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLED);
      // Gone beyond what is drawn: once per frame at most.
      if (isOutside(drawn, now, width * SPARE, height * SPARE) && frame === 0) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          draw();
        });
      }
    };
    draw();
    const stop = store.subscribe(follow);
    return () => {
      stop();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [store, picture, selection, theme, held]);

  useEffect(() => {
    const canvas = above.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    if (!moving) {
      canvas.width = 0;
      return;
    }
    const { transform, width, height } = store.getState();
    const view = { x: transform[0], y: transform[1], zoom: transform[2], width, height };
    const by = new Map<NodeId, Point>();
    for (const [id, at] of moving) {
      const card = scene.cards.get(id);
      if (card) by.set(id, [at[0] - card.x, at[1] - card.y]);
    }
    prepare(canvas, context, view);
    drawMoving(context, picture, view, readInk(theme), by);
  }, [store, moving, scene, picture, theme]);

  return (
    <div aria-hidden="true">
      <canvas ref={ground} className={styles.layer} />
      <canvas ref={above} className={styles.layer} />
    </div>
  );
}

/** Sizes a canvas to the window's own pixels and empties it. */
function prepare(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, { width, height }: View): void {
  const density = Math.min(2, devicePixelRatio);
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
}

/** Puts what was drawn for one view where it belongs in another. */
function place(
  canvas: HTMLCanvasElement,
  drawn: View,
  now: Pick<View, 'x' | 'y' | 'zoom'>,
  [left, top]: readonly [number, number],
): void {
  const scale = now.zoom / drawn.zoom;
  canvas.style.transform = `translate(${now.x - drawn.x * scale - left}px, ${now.y - drawn.y * scale - top}px) scale(${scale})`;
}

function isOutside(drawn: View, now: Pick<View, 'x' | 'y' | 'zoom'>, spareX: number, spareY: number): boolean {
  const scale = now.zoom / drawn.zoom;
  const [left, top] = [now.x - drawn.x * scale - spareX, now.y - drawn.y * scale - spareY];
  return (
    left > 0 ||
    top > 0 ||
    left + drawn.width * scale < drawn.width - 2 * spareX ||
    top + drawn.height * scale < drawn.height - 2 * spareY
  );
}

/** The nodes that are shown elsewhere, as a set that stays the same object while it has the same members. */
function useHeld(moving: ReadonlyMap<NodeId, Point> | null): ReadonlySet<NodeId> {
  const last = useRef<ReadonlySet<NodeId>>(NOBODY);
  const same = (moving?.size ?? 0) === last.current.size && [...last.current].every(id => moving?.has(id));
  if (!same) last.current = moving ? new Set(moving.keys()) : NOBODY;
  return last.current;
}
