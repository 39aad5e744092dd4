import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useCanvas } from '../canvas-state';
import { sceneOf } from '../scene';
import { setDrawn, useDrawn } from './drawn-state';
import { type Picture, pictureOf } from './picture';
import { isNear, STRAIGHT_BELOW, traceWire } from './stroke';

/** How near to a wire the pointer means it, in pixels of the window; the nearest of several is tried first. */
const REACH = [3, 6, 9] as const;

function pictureNow(): Picture {
  const state = useEditor.getState();
  return pictureOf(documentOf(state), sceneOf(state), currentFacts(state));
}

/** The card at a point of the drawing, as the node of the graph on the canvas that it belongs to. */
function cardAt(picture: Picture, [x, y]: Point): NodeId | null {
  return picture.blocksAt.at(x, y)?.top ?? picture.framesAt.at(x, y)?.top ?? null;
}

let scratch: CanvasRenderingContext2D | null = null;

/** The wire of the graph on the canvas that is drawn at a point, by `wireKey`. */
function wireAt(picture: Picture, [x, y]: Point, zoom: number): string | null {
  scratch ??= document.createElement('canvas').getContext('2d');
  const widest = REACH[2] / zoom;
  const area = { x: x - widest, y: y - widest, width: 2 * widest, height: 2 * widest };
  const paths = picture.strokes.flatMap(stroke => {
    if (stroke.source === null || !isNear(stroke, area)) return [];
    const path = new Path2D();
    traceWire(path, stroke, zoom < STRAIGHT_BELOW);
    return [{ key: stroke.key, path }];
  });
  for (const reach of REACH) {
    if (!scratch) break;
    scratch.lineWidth = (2 * reach) / zoom;
    for (const { key, path } of paths) if (scratch.isPointInStroke(path, x, y)) return key;
  }
  return null;
}

/** Makes the card or the wire under the pointer an element, so that it can be pressed, dragged and wired like any other. */
export function hoverDrawn(at: Point | null): void {
  const { drawn, hovered, hoveredWire } = useDrawn.getState();
  if (!drawn) return;
  const picture = pictureNow();
  const node = at && cardAt(picture, at);
  const wiring = useCanvas.getState().connecting !== null;
  const wire = at && node === null && !wiring ? wireAt(picture, at, useCanvas.getState().flow?.getZoom() ?? 1) : null;
  if (node !== hovered || wire !== hoveredWire) setDrawn({ hovered: node, hoveredWire: wire });
}
