import type { NodeId } from '../../core/document/architecture';

/** How a shape is painted. Colours are `#rrggbb`; absent means none. */
export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  /** Line width in points. */
  readonly line?: number;
  readonly dash?: readonly number[];
  /** 1 when absent. */
  readonly opacity?: number;
}
export interface Rect extends Paint {
  readonly mark: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Radius of the corners. */
  readonly round?: number;
}
export interface Circle extends Paint {
  readonly mark: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}
/** Absolute moves, lines and cubic curves. */
export type Segment =
  | readonly ['M' | 'L', x: number, y: number]
  | readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ['Z'];
export interface Path extends Paint {
  readonly mark: 'path';
  readonly segments: readonly Segment[];
}
export interface Text {
  readonly mark: 'text';
  readonly text: string;
  readonly x: number;
  /** The line that letters stand on. */
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Turned a quarter against the clock, so that it reads upwards. */
  readonly upwards?: true;
}
export type Mark = Rect | Circle | Path | Text;

/** A text that a person may change: all its lines, as one. */
export interface Caption {
  readonly key: string;
  /** What the figure says when nobody wrote over it. */
  readonly own: string;
  readonly text: string;
  readonly box: Box;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Where a layer is drawn, for pointing at it. */
export interface Place {
  /** Unique in the figure: the way to its node, joined by slashes. */
  readonly id: string;
  /** The ways to the nodes that it stands for, its own first. */
  readonly nodes: readonly (readonly NodeId[])[];
  /** What a screen reader says: `C1: Convolution 2D, 28×28×6`. */
  readonly says: string;
  readonly box: Box;
}

/** A figure as data. Lengths count from the top left. */
export interface Scene {
  /** Points of paper (1/72 inch) to a unit of length: 1, or less where a network is too wide for its page. */
  readonly unit: number;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** From the back to the front. */
  readonly marks: readonly Mark[];
  readonly captions: readonly Caption[];
  readonly places: readonly Place[];
  /** Why there is nothing to draw in this style, in a sentence; absent when there is. */
  readonly empty?: string;
}

export const POINTS_PER_MM = 72 / 25.4;
