import type { NodeId, Wire } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Edit } from '../../core/inference/facts';

/** One end of a wire: an output (`from`) or an input (`to`). */
export interface End {
  readonly side: 'from' | 'to';
  readonly end: Wire['from'];
}

/** What would become of a wire that is let go at a node. */
export interface Verdict {
  readonly node: NodeId;
  /** `mends`: it needs something in between or other parameters, and gets them. */
  readonly kind: 'fits' | 'mends' | 'refused';
  /** The port that it would take. */
  readonly port: string | null;
  readonly end: Wire['from'] | null;
  /** What to tell beside the pointer; empty when there is nothing to say. */
  readonly says: string;
  /** `null`: it is not taken. */
  readonly edit: Edit | null;
}

/** A wire under the hand. */
export interface Connecting {
  /** The end that stays. */
  readonly fixed: End;
  /** The wire whose other end is being moved, by `wireKey`; `null` for a new one. */
  readonly moved: string | null;
  /** In graph coordinates. */
  readonly pointer: Point;
  /** Begun by a tap: it follows until the next one. */
  readonly armed: boolean;
  /** The node under the pointer, and what would become of a wire to it. */
  readonly over: Verdict | null;
}

/** A cut under the hand. */
export interface Cut {
  /** In graph coordinates. */
  readonly from: Point;
  readonly to: Point;
  /** The wires that it goes through, by `wireKey`. */
  readonly wires: ReadonlySet<string>;
}

/** An operation on its way from the palette. */
export interface PaletteDrag {
  readonly op: string;
  /** The pointer, in the window's pixels. */
  readonly screen: Point;
  /** Where the card's top left corner would go, in graph coordinates; `null` while not over the canvas. */
  readonly at: Point | null;
}

/** What a press is on. */
export type Pressed = 'node' | 'wire' | 'ground';
