import { useCanvas } from './canvas-state';

/** So near to the canvas's edge, in pixels of the window, the view moves on. */
const EDGE = 36;
/** Pixels for each frame right at the edge. */
const FASTEST = 14;

/**
 * Moves the view while something is held near the edge of the canvas. `where` says where it is now; `moved` is called
 * after each step, as what lies under it has changed. Returns how to stop.
 */
export function panAtEdge(
  where: () => { readonly clientX: number; readonly clientY: number },
  moved: () => void,
): () => void {
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  let frame = 0;
  const step = (): void => {
    frame = requestAnimationFrame(step);
    const { flow } = useCanvas.getState();
    const { clientX, clientY } = where();
    const inside = pane && clientX > pane.left && clientX < pane.right && clientY > pane.top && clientY < pane.bottom;
    if (!flow || !inside) return;
    const dx = speed(clientX, pane.left, pane.right);
    const dy = speed(clientY, pane.top, pane.bottom);
    if (dx === 0 && dy === 0) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + dx, y: y + dy, zoom });
    moved();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

function speed(at: number, start: number, end: number): number {
  if (at < start + EDGE) return ((start + EDGE - at) / EDGE) * FASTEST;
  return at > end - EDGE ? -((at - end + EDGE) / EDGE) * FASTEST : 0;
}
