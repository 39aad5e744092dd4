import { create } from 'zustand';
import type { NodeId } from '../../../core/document/architecture';

/** A graph of so many cards is handed over in part: what is in view, and as much again on each side. */
export const IN_PARTS_FROM = 400;

/** Of the selection, so many cards and wires are elements while the rest is drawn. */
export const MOST_TOUCHED = 60;

export interface DrawnState {
  /** So many cards are in sight that they are drawn, and only those that are touched are elements of the page. */
  readonly drawn: boolean;
  /** The drawing is on its way: until it is there, cards that were elements stay. */
  readonly awaited: boolean;
  /** What a hand moves is drawn too: of its cards and wires, the elements stay where they were, unseen. */
  readonly carried: boolean;
  /** The card under the pointer, while they are drawn. */
  readonly hovered: NodeId | null;
  /** The wire under the pointer where no card is, by `wireKey`, while they are drawn. */
  readonly hoveredWire: string | null;
  /** Of a graph too large to be elements of the page as a whole: the cards around what is in view. `null`: all. */
  readonly near: ReadonlySet<NodeId> | null;
}
export const useDrawn = create<DrawnState>()(() => ({
  drawn: false,
  awaited: false,
  carried: false,
  hovered: null,
  hoveredWire: null,
  near: null,
}));
export const setDrawn = useDrawn.setState;
