import { type Viewport as FlowViewport, type ReactFlowInstance, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { NodeId } from '../../core/document/architecture';
import { boxAround } from '../../readings/layout/wire-lanes';
import { useViewport, type Viewport } from '../../state/view';
import { calm } from './calm';
import { setCanvas } from './canvas-state';
import type { FlowNode } from './flow-nodes';
import type { FlowWire } from './flow-wires';
import { sceneOf } from './scene';

type Flow = ReactFlowInstance<FlowNode, FlowWire>;

/** Room around the graph when it is fitted, in pixels of the window; the left corner below has buttons. */
const PADDING = { top: 22, right: 36, bottom: 26, left: 36 } as const;
/** Where each graph was left, so that one who comes back finds it so. */
const left = new Map<string, FlowViewport>();
export const rememberView = (graph: string, view: FlowViewport): void => void left.set(graph, view);

/** Lets commands, lists and search steer the view while the canvas is there, and keeps where each graph was left. */
export function useMountedViewport(graph: string): void {
  const flow = useReactFlow<FlowNode, FlowWire>();
  const store = useStoreApi();
  useEffect(() => {
    const sizeOfPane = () => {
      const { width, height } = store.getState();
      return { width, height };
    };
    useViewport.getState().mount(viewportOf(flow, sizeOfPane));
    return () => {
      useViewport.getState().mount(null);
      setCanvas({
        flow: null,
        panning: null,
        moving: null,
        inHand: false,
        connecting: null,
        dragging: null,
        overWire: null,
        menu: null,
      });
    };
  }, [flow, store]);
  useEffect(() => {
    const before = left.get(graph);
    if (before) {
      void flow.setViewport(before);
      return;
    }
    const fit = (): boolean => {
      const { width, height } = store.getState();
      if (width > 0) void flow.setViewport(fitting({ width, height }));
      return width > 0;
    };
    if (fit()) return;
    const stop = store.subscribe(() => {
      if (fit()) stop();
    });
    return stop;
  }, [flow, store, graph]);
}

/** The view that shows all cards, those that are drawn too, at 100 % at most. */
function fitting({ width, height }: { readonly width: number; readonly height: number }): FlowViewport {
  const { cards, bridges } = sceneOf();
  const all = boxAround([...cards.values()]);
  // Columns fill the page down to the buttons, and their names stand at their right.
  const more = bridges.size > 0 ? { top: 32, right: 48, bottom: 58 } : { top: 0, right: 0, bottom: 0 };
  const room = {
    width: width - PADDING.left - PADDING.right - more.right,
    height: height - PADDING.top - more.top - PADDING.bottom - more.bottom,
  };
  const zoom = Math.max(0.01, Math.min(1, room.width / all.width, room.height / all.height));
  return {
    x: PADDING.left + (room.width - all.width * zoom) / 2 - all.x * zoom,
    y: PADDING.top + more.top + (room.height - all.height * zoom) / 2 - all.y * zoom,
    zoom,
  };
}

function viewportOf(flow: Flow, sizeOfPane: () => { width: number; height: number }): Viewport {
  const centre = (): [number, number] => {
    const { width, height } = sizeOfPane();
    const { x, y, zoom } = flow.getViewport();
    return [(width / 2 - x) / zoom, (height / 2 - y) / zoom];
  };
  return {
    fit: ({ atOnce = false } = {}) => void flow.setViewport(fitting(sizeOfPane()), { duration: atOnce ? 0 : calm() }),
    zoomTo: scale => void flow.zoomTo(scale, { duration: calm() }),
    centre,
    reveal: (id, { keepScale = false } = {}) => reveal(flow, sizeOfPane(), id, keepScale),
  };
}

/** Moves the view no further than it takes to see a node with some room around it. */
function reveal(
  flow: Flow,
  { width, height }: { width: number; height: number },
  id: NodeId,
  keepScale: boolean,
): void {
  const card = sceneOf().cards.get(id);
  if (!card || width === 0) return;
  const margin = Math.min(70, height / 5);
  const zoom = keepScale ? flow.getZoom() : Math.max(flow.getZoom(), 0.5);
  const { x, y, zoom: before } = flow.getViewport();
  const box = {
    left: card.x * before + x,
    right: (card.x + card.width) * before + x,
    top: card.y * before + y,
    bottom: (card.y + card.height) * before + y,
  };
  if (zoom !== before) {
    void flow.setCenter(card.x + card.width / 2, card.y + card.height / 2, { zoom, duration: calm() });
    return;
  }
  const dx = overshoot(box.left, box.right, width, margin);
  const dy = overshoot(box.top, box.bottom, height, margin);
  if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: calm() });
}

/** How far a stretch must move to lie between the margins of `size`. */
function overshoot(start: number, end: number, size: number, margin: number): number {
  if (start < margin) return margin - start;
  return end > size - margin ? size - margin - end : 0;
}
