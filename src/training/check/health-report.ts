import type { NodeId } from '../../core/document/architecture';
import type { Spread } from './statistics';

/** What one layer did with a batch, on the way there and on the way back. */
export interface LayerHealth {
  readonly layer: string;
  /** The node that it came from: module instances entered, then the node. */
  readonly path: readonly NodeId[];
  readonly op: string;
  readonly shape: readonly number[];
  readonly spread: Spread;
  /** Share of values where the activation's slope is nearly 0; `null` for operations that have no such end. */
  readonly saturated: number | null;
  /** Its values are normalised next, so that the size of its weights does not matter. */
  readonly scaleFree: boolean;
  /** `null` for a layer without weights that are trained. */
  readonly gradient: Gradient | null;
}

export interface Gradient {
  /** Euclidean length of the gradient by all of the layer's weights. */
  readonly norm: number;
  /** The same of the weights themselves. */
  readonly weights: number;
  /** Weights in the layer. */
  readonly count: number;
}

export type Illness =
  | 'not-finite'
  | 'signal-explodes'
  | 'signal-vanishes'
  | 'dead'
  | 'saturated'
  | 'sure-at-once'
  | 'gradient-not-finite'
  | 'gradient-vanishes'
  | 'gradient-explodes'
  | 'step-too-large';

/** One thing that is wrong, at the layer where it begins. */
export interface Finding {
  readonly illness: Illness;
  readonly path: readonly NodeId[];
  readonly op: string;
  /** The figure that told: a share, a ratio, a norm. */
  readonly measured: number;
}

/** One batch, there and back. */
export interface Health {
  /** In the order in which they are computed. */
  readonly layers: readonly LayerHealth[];
  readonly findings: readonly Finding[];
  /** Images looked at. */
  readonly images: number;
  /** Mean loss of the batch before anything was learned. */
  readonly loss: number;
  /** Length of the gradient by all weights together. */
  readonly gradientNorm: number;
}
