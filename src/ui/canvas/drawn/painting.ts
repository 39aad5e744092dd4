import type { Selection } from '../../../state/editor';
import type { Part, View } from './draw';
import type { Ink } from './ink';
import type { Packed } from './pack';

/** What is to be painted, of the picture that was handed over last. */
export interface Painting {
  readonly part: Part;
  readonly view: View;
  /** Pixels of the screen for one of the window. */
  readonly density: number;
  readonly ink: Ink;
  /** What is painted as selected. */
  readonly selected: Selection;
}

/** What the page tells the thread that paints. */
export type ToPainter =
  | { readonly kind: 'picture'; readonly packed: Packed }
  | { readonly kind: 'paint'; readonly id: number; readonly painting: Painting };

/** What comes back. */
export interface Painted {
  readonly id: number;
  readonly bitmap: ImageBitmap;
}
