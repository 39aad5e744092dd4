import { create } from 'zustand';
import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Connecting, Cut, PaletteDrag, Pressed } from './in-hand';

/** Translates between the window and the graph; React Flow's own, as far as others need it. */
export interface Flow {
  screenToFlowPosition(screen: { x: number; y: number }): { x: number; y: number };
  flowToScreenPosition(point: { x: number; y: number }): { x: number; y: number };
  getZoom(): number;
  getViewport(): { x: number; y: number; zoom: number };
  setViewport(viewport: { x: number; y: number; zoom: number }): Promise<boolean>;
}

/** Below this scale, cards are blocks of colour and wires have no labels. */
export const FAR = 0.4;

/** What goes on at the canvas and belongs neither to the document nor to the selection. */
export interface CanvasState {
  /** The canvas that is mounted, if any. */
  readonly flow: Flow | null;
  /** What moves or scales the view by hand. */
  readonly panning: 'hand' | 'wheel' | null;
  /** Nodes that are shown elsewhere than the document says: under the hand, or gliding to a new place. */
  readonly moving: ReadonlyMap<NodeId, Point> | null;
  /** A hand holds the nodes that are moving. */
  readonly inHand: boolean;
  /** A wire under the hand. */
  readonly connecting: Connecting | null;
  /** An operation under the hand, on its way from the palette. */
  readonly dragging: PaletteDrag | null;
  /** A cut under the hand. */
  readonly cut: Cut | null;
  /** The wire into which what is under the hand would go, by `wireKey`. */
  readonly overWire: string | null;
  /** The wire that is pointed at, by `wireKey`. */
  readonly pointed: string | null;
  /** The node whose problem a person opened or closed last. */
  readonly asked: { readonly node: NodeId; readonly open: boolean } | null;
  /** Gives up the layout that is being worked out, if one is. */
  readonly stopLayout: (() => void) | null;
  /** The menu that is asked for: of what, and where in the window's pixels. */
  readonly menu: { readonly on: Pressed; readonly screen: Point } | null;
  /** Why a wire was not taken, for a moment, where it was let go. */
  readonly refused: { readonly says: string; readonly screen: Point } | null;
}

export const useCanvas = create<CanvasState>()(() => ({
  flow: null,
  panning: null,
  moving: null,
  inHand: false,
  connecting: null,
  dragging: null,
  cut: null,
  overWire: null,
  pointed: null,
  asked: null,
  refused: null,
  stopLayout: null,
  menu: null,
}));
export const setCanvas = useCanvas.setState;

/** Where the mouse was last seen over the canvas, in the window's pixels; `null` when it is elsewhere. */
let pointer: { readonly x: number; readonly y: number } | null = null;
export function notePointer(screen: { readonly x: number; readonly y: number } | null): void {
  pointer = screen;
}

/** Where the mouse is over the canvas, in graph coordinates: worked out when asked, which few moves of it are. */
export function pointerOnCanvas(): Point | null {
  const at = pointer && useCanvas.getState().flow?.screenToFlowPosition(pointer);
  return at ? [at.x, at.y] : null;
}
