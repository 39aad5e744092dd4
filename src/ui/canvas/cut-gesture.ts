import { disconnect } from '../../core/edits/connect';
import type { Point } from '../../core/edits/spacing';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { setCanvas, useCanvas } from './canvas-state';
import { routesOf } from './flow-wires';
import { sceneOf } from './scene';
import { wiresCut } from './wires-cut';

interface Press {
  readonly altKey: boolean;
  readonly button: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly target: EventTarget | null;
  stopPropagation(): void;
}

/** Alt and a drag over the canvas cut the wires on the way, as one undo step; Escape gives up. */
export function cutFrom(press: Press): void {
  const free = press.target instanceof Element && press.target.closest('.react-flow__pane, .react-flow__edge');
  const from = pointAt(press);
  if (!press.altKey || press.button !== 0 || !free || !from) return;
  press.stopPropagation();
  const move = (event: PointerEvent): void => {
    const to = pointAt(event);
    if (!to) return;
    const state = useEditor.getState();
    const scene = sceneOf(state);
    setCanvas({ cut: { from, to, wires: wiresCut(scene, routesOf(documentOf(state), scene), from, to) } });
  };
  const up = (): void => {
    const { cut } = useCanvas.getState();
    stop();
    const graph = currentGraphId(useEditor.getState());
    if (cut) useEditor.getState().apply(doc => disconnect(doc, graph, cut.wires));
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop();
  };
  // The view must not move along.
  const hold = (event: Event): void => event.stopPropagation();
  const stop = (): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', stop);
    window.removeEventListener('keydown', key, true);
    window.removeEventListener('mousedown', hold, true);
    setCanvas({ cut: null });
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', stop);
  window.addEventListener('keydown', key, true);
  window.addEventListener('mousedown', hold, true);
}

function pointAt({ clientX, clientY }: Pick<Press, 'clientX' | 'clientY'>): Point | null {
  const at = useCanvas.getState().flow?.screenToFlowPosition({ x: clientX, y: clientY });
  return at ? [at.x, at.y] : null;
}
