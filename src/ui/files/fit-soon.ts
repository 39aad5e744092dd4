import { useViewport } from '../../state/view';

/** Fits the canvas to a document that has just been opened, once its nodes have been drawn. */
export function fitSoon(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => useViewport.getState().viewport?.fit()));
}
