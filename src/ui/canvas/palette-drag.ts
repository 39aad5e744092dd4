import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { addNode } from '../../core/edits/addNode';
import { insertOnWire } from '../../core/edits/insertOnWire';
import type { Point } from '../../core/edits/spacing';
import { catalogue } from '../../ops/catalogue';
import { GRID, sizeOfNode } from '../../readings/layout/node-size';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { addAfterSelection } from './add-nodes';
import { setCanvas, useCanvas } from './canvas-state';
import { routesOf } from './flow-wires';
import { focusNode } from './focus-node';
import { sceneOf, toDocument } from './scene';
import { wireAt } from './wire-at';

/** Movement in pixels from which a press is a drag. */
const SLACK = 5;

/** What a palette item spreads onto its `<button>` so that it can be dragged to the canvas, clicked, or chosen by key. */
export interface PaletteItemProps {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onClick(): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  readonly style: { readonly touchAction: 'pan-y' };
}

/**
 * Makes a palette item draggable, by mouse, pen or touch: a ghost shows the node as it will be, on the grid; let go on
 * the canvas it is added, on a wire it goes into the wire; Escape gives up. A click or Enter adds it after the
 * selected node, or in the middle of the view.
 */
export function usePaletteDrag(op: string): PaletteItemProps {
  return useMemo(() => {
    let dragged = false;
    return {
      onPointerDown(event) {
        dragged = false;
        if (event.button === 0) followPointer(op, event, () => (dragged = true));
      },
      onClick() {
        if (!dragged) addAfterSelection([{ op }]);
        dragged = false;
      },
      onKeyDown(event) {
        dragged = false;
        // The page's own Enter must not go into a module that happens to be selected.
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
      },
      style: { touchAction: 'pan-y' },
    };
  }, [op]);
}

function followPointer(op: string, start: PointerEvent<HTMLElement>, onDrag: () => void): void {
  const from: Point = [start.clientX, start.clientY];
  let dragging = false;
  const move = (event: globalThis.PointerEvent): void => {
    if (!dragging && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < SLACK) return;
    if (!dragging) onDrag();
    dragging = true;
    show(op, [event.clientX, event.clientY]);
  };
  const up = (event: globalThis.PointerEvent): void => {
    if (dragging) {
      show(op, [event.clientX, event.clientY]);
      drop();
    }
    stop();
  };
  const key = (event: globalThis.KeyboardEvent): void => {
    if (event.key !== 'Escape' || !dragging) return;
    event.stopPropagation();
    stop();
  };
  const stop = (): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', stop);
    window.removeEventListener('keydown', key, true);
    if (dragging) setCanvas({ dragging: null, overWire: null });
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', stop);
  window.addEventListener('keydown', key, true);
}

function show(op: string, screen: Point): void {
  const at = placeAt(screen);
  setCanvas({ dragging: { op, screen, at: at && cornerOf(op, at) }, overWire: at && wireUnder(at) });
}

/** The point of the graph under a point of the window, if the canvas is what lies there. */
function placeAt([x, y]: Point): Point | null {
  const { flow } = useCanvas.getState();
  if (!flow || !document.elementFromPoint(x, y)?.closest('.react-flow')) return null;
  const point = flow.screenToFlowPosition({ x, y });
  return [point.x, point.y];
}

function cornerOf(op: string, [x, y]: Point): Point {
  const { width, height } = sizeOfNode(catalogue, { op, params: {} });
  const snap = (v: number): number => Math.round(v / GRID) * GRID;
  return [snap(x - width / 2), snap(y - height / 2)];
}

function wireUnder(at: Point): string | null {
  const state = useEditor.getState();
  const scene = sceneOf(state);
  return wireAt(scene, routesOf(documentOf(state), scene), at);
}

function drop(): void {
  const { dragging, overWire } = useCanvas.getState();
  if (!dragging?.at) return;
  const { op } = dragging;
  const at = toDocument(sceneOf(), dragging.at);
  const editor = useEditor.getState();
  const graph = currentGraphId(editor);
  editor.apply(
    doc =>
      overWire === null
        ? addNode(doc, catalogue, graph, { op }, at)
        : insertOnWire(doc, catalogue, graph, overWire, { op }),
    { selectNew: true },
  );
  const [added] = useEditor.getState().selection.nodes;
  if (added !== undefined) focusNode(added);
}
