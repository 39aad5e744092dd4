import { create } from 'zustand';
import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Connecting } from './connect-gesture';
import type { Cut } from './cut-gesture';
import type { PaletteDrag } from './palette-drag';

/** Translates between the window and the graph; React Flow's own, as far as others need it. */
export interface Flow {
  screenToFlowPosition(screen: { x: number; y: number }): { x: number; y: number };
  flowToScreenPosition(point: { x: number; y: number }): { x: number; y: number };
  getZoom(): number;
  getViewport(): { x: number; y: number; zoom: number };
  setViewport(viewport: { x: number; y: number; zoom: number }): Promise<boolean>;
}

/** What goes on at the canvas and belongs neither to the document nor to the selection. */
export interface CanvasState {
  /** The canvas that is mounted, if any. */
  readonly flow: Flow | null;
  /** Nodes that are shown elsewhere than the document says: under the hand, or gliding to a new place. */
  readonly moving: ReadonlyMap<NodeId, Point> | null;
  /** A wire under the hand. */
  readonly connecting: Connecting | null;
  /** An operation under the hand, on its way from the palette. */
  readonly dragging: PaletteDrag | null;
  /** A cut under the hand. */
  readonly cut: Cut | null;
  /** The wire into which what is under the hand would go, by `wireKey`. */
  readonly overWire: string | null;
  /** The node whose problem a person opened or closed last. */
  readonly asked: { readonly node: NodeId; readonly open: boolean } | null;
  /** Gives up the layout that is being worked out, if one is. */
  readonly stopLayout: (() => void) | null;
  /** Why a wire was not taken, for a moment, where it was let go. */
  readonly refused: { readonly says: string; readonly screen: Point } | null;
}

export const useCanvas = create<CanvasState>()(() => ({
  flow: null,
  moving: null,
  connecting: null,
  dragging: null,
  cut: null,
  overWire: null,
  asked: null,
  refused: null,
  stopLayout: null,
}));
export const setCanvas = useCanvas.setState;

/** Where the mouse was last seen over the canvas, in graph coordinates; `null` when it is elsewhere. */
let pointer: Point | null = null;
export const pointerOnCanvas = (): Point | null => pointer;
export function notePointer(at: Point | null): void {
  pointer = at;
}
