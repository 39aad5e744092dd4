import { useViewport } from '../../state/view';

/** Fits the canvas to a document that has just been opened: it is seen in its place from the first frame on. */
export function fitOpened(): void {
  useViewport.getState().viewport?.fit({ atOnce: true });
}
