import { type NodeId, type Wire, wireKey } from '../../core/document/architecture';
import { disconnect } from '../../core/edits/connect';
import { currentGraph, currentGraphId, useEditor } from '../../state/editor';
import { openSearch } from '../search/search-place';
import { setCanvas, useCanvas } from './canvas-state';
import type { Connecting, End } from './in-hand';
import { judgeTarget } from './judge-target';
import { panAtEdge } from './pan-at-edge';

/** Movement in pixels from which a press is a drag. */
const SLACK = 4;

interface Screen {
  readonly clientX: number;
  readonly clientY: number;
}

/** Starts at a port. On an input that has its one wire, a drag picks that wire's end up; a tap starts a new wire. */
export function connectFromPort(start: Screen, port: End, wired: Wire | null): void {
  if (useCanvas.getState().connecting) return;
  const fresh: Connecting = { fixed: port, moved: null, pointer: [0, 0], armed: false, over: null };
  const picked = wired && { ...fresh, fixed: { side: 'from', end: wired.from } as const, moved: wireKey(wired) };
  follow(start, fresh, picked ?? fresh);
}

/** Starts at one end of a wire, which then follows the pointer; a tap there means the wire as a whole. */
export function moveWireEnd(start: Screen, wire: Wire, side: 'from' | 'to'): void {
  const fixed: End = side === 'to' ? { side: 'from', end: wire.from } : { side: 'to', end: wire.to };
  follow(start, null, { fixed, moved: wireKey(wire), pointer: [0, 0], armed: false, over: null });
}

/** Follows the pointer with a wire: after a drag with one, after a tap with another, or with none. */
function follow(start: Screen, tapped: Connecting | null, dragged: Connecting): void {
  let state: 'pressed' | 'dragging' | 'armed' = 'pressed';
  let last = start;
  let stopPanning = (): void => {};

  const move = (event: PointerEvent): void => {
    last = event;
    if (state === 'pressed') {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK) return;
      state = 'dragging';
      stopPanning = panAtEdge(
        () => last,
        () => track(last),
      );
      setCanvas({ connecting: dragged });
    }
    track(event);
  };
  const up = (event: PointerEvent): void => {
    if (state === 'dragging') {
      stop();
      finish(event);
    } else if (!tapped) {
      stop();
    } else if (state === 'pressed') {
      state = 'armed';
      setCanvas({ connecting: { ...tapped, armed: true } });
      track(event);
    }
  };
  const down = (event: PointerEvent): void => {
    if (state !== 'armed') return;
    event.preventDefault();
    event.stopPropagation();
    swallowClick();
    track(event);
    stop();
    finish(event);
  };
  const key = (event: KeyboardEvent): void => {
    // Any key gives up a wire that waits for its tap; Escape does nothing else.
    if (event.key !== 'Escape' && state !== 'armed') return;
    if (event.key === 'Escape') event.stopPropagation();
    cancel();
  };
  const cancel = (): void => {
    stop();
    setCanvas({ connecting: null });
  };
  const stop = (): void => {
    stopPanning();
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', cancel);
    window.removeEventListener('pointerdown', down, true);
    window.removeEventListener('keydown', key, true);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', cancel);
  window.addEventListener('pointerdown', down, true);
  window.addEventListener('keydown', key, true);
}

/** The tap that ends a wire must not select or pan as well. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['mousedown', 'click'] as const) window.addEventListener(type, swallow, { capture: true });
  setTimeout(() => {
    for (const type of ['mousedown', 'click'] as const) window.removeEventListener(type, swallow, { capture: true });
  }, 400);
}

function track({ clientX, clientY }: Screen): void {
  const { connecting, flow } = useCanvas.getState();
  if (!connecting || !flow) return;
  const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
  const hit = targetAt(clientX, clientY);
  const over = hit && hit.node !== connecting.fixed.end[0] ? judgeTarget(connecting, hit.node, hit.port) : null;
  setCanvas({ connecting: { ...connecting, pointer: [x, y], over } });
}

/** The node, and the port if any, under a point of the window. */
function targetAt(x: number, y: number): { readonly node: NodeId; readonly port: string | null } | null {
  const under = document.elementFromPoint(x, y);
  const node = under?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (node === undefined) return null;
  return { node, port: under?.closest<HTMLElement>('[data-port]')?.dataset.port ?? null };
}

function finish({ clientX, clientY }: Screen): void {
  const { connecting } = useCanvas.getState();
  if (!connecting) return;
  const { fixed, moved, over, pointer } = connecting;
  setCanvas({ connecting: null });
  if (over) {
    if (over.edit) useEditor.getState().apply(over.edit);
    else setCanvas({ refused: { says: over.says, screen: [clientX, clientY] } });
  } else if (targetAt(clientX, clientY)) {
    return;
  } else if (moved !== null) {
    const graph = currentGraphId(useEditor.getState());
    useEditor.getState().apply(doc => disconnect(doc, graph, [moved]));
  } else if (document.elementFromPoint(clientX, clientY)?.closest('.react-flow')) {
    openSearch({ at: pointer, link: fixed });
  }
}

/** The wire into an input that takes one, if it has it. */
export const wireInto = (node: NodeId, port: string): Wire | null =>
  currentGraph(useEditor.getState()).wires.find(w => w.to[0] === node && w.to[1] === port) ?? null;
