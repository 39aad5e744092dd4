import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { sceneOf } from '../scene';
import { setDrawn, useDrawn } from './drawn-state';
import { pictureOf } from './picture';

/** The card at a point of the drawing, as the node of the graph on the canvas that it belongs to. */
export function drawnAt([x, y]: Point): NodeId | null {
  const state = useEditor.getState();
  const picture = pictureOf(documentOf(state), sceneOf(state), currentFacts(state));
  return picture.blocksAt.at(x, y)?.top ?? picture.framesAt.at(x, y)?.top ?? null;
}

/** Makes the card under the pointer an element, so that it can be pressed, dragged and wired like any other. */
export function hoverDrawn(at: Point | null, pressed: boolean): void {
  const { drawn, hovered } = useDrawn.getState();
  if (!drawn || pressed) return;
  const node = at && drawnAt(at);
  if (node !== hovered) setDrawn({ hovered: node });
}
