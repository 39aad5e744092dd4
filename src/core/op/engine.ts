import type { Expr } from './expression';
import type { Sides, Size2d } from './params';
import type { Shape } from './shape';

/** A tensor inside the training plan that is being built. */
export interface EngineRef {
  readonly tensor: number;
}

/** Where a kernel stands on its input. Padding is explicit; what lies beyond it, where sizes round up, is not counted. */
export interface EngineWindow {
  readonly kernel: Size2d;
  readonly stride: Size2d;
  readonly dilation: Size2d;
  readonly padding: Sides;
}

/**
 * One step of a network as the training engine computes it: the small set that every operation is written in.
 * Weights are named as the operation names them. Images are `height × width × channels`.
 */
export type Primitive =
  /** Weights `kernel` [height, width, channels / groups, filters] and `bias`. */
  | (EngineWindow & { readonly kind: 'convolution'; readonly groups: number })
  /** The convolution of the output's gradient: weights `kernel` [height, width, filters / groups, channels] and `bias`. */
  | (EngineWindow & { readonly kind: 'transposedConvolution'; readonly groups: number })
  /** Weights `kernel` [height, width, channels, multiplier] and `bias`. */
  | (EngineWindow & { readonly kind: 'depthwise'; readonly multiplier: number })
  /** Over the last axis: weights `kernel` [in, out] and `bias`. */
  | { readonly kind: 'linear' }
  /** `counted`: padding counts towards the mean. */
  | (Omit<EngineWindow, 'dilation'> & {
      readonly kind: 'pool';
      readonly mode: 'max' | 'min' | 'average';
      readonly counted: boolean;
    })
  /** Over the whole image, channel by channel. */
  | { readonly kind: 'globalPool'; readonly mode: 'max' | 'average' }
  /** Value by value. A weight that the expression names is broadcast against the shape, aligned at the last axis. */
  | { readonly kind: 'elementwise'; readonly expression: Expr }
  /** Value by value, of any number of tensors, broadcast as Keras does. */
  | { readonly kind: 'merge'; readonly mode: 'add' | 'subtract' | 'multiply' | 'average' | 'max' | 'min' }
  /** x · factor + offset, by channel (the last axis), or the same for all. */
  | { readonly kind: 'affine'; readonly factor: readonly number[]; readonly offset: readonly number[] }
  /** Zeros around an image, or pixels cut where a side is negative. */
  | { readonly kind: 'frame'; readonly sides: Sides }
  | { readonly kind: 'concat'; readonly axis: number }
  | { readonly kind: 'reshape' }
  /** `order[i]` is the input's axis that becomes axis i, counted from 0. */
  | { readonly kind: 'permute'; readonly order: readonly number[] }
  /** Each output row and column is a weighted sum of input rows and columns. */
  | { readonly kind: 'resample'; readonly rows: AxisWeights; readonly columns: AxisWeights }
  /** Weights `gamma`, `beta` (where they are there), `moving_mean`, `moving_variance`. */
  | { readonly kind: 'batchNorm'; readonly momentum: number; readonly epsilon: number }
  /** Over the channels of a group and all pixels, or pixel by pixel. Weights `gamma`, `beta`. */
  | { readonly kind: 'groupNorm'; readonly groups: number; readonly byPixel: boolean; readonly epsilon: number }
  | {
      readonly kind: 'responseNorm';
      readonly radius: number;
      readonly bias: number;
      readonly alpha: number;
      readonly beta: number;
    }
  /** Acts while training only. `amount` is the rate, or the deviation of the noise. */
  | {
      readonly kind: 'noise';
      readonly mode: 'dropout' | 'spatialDropout' | 'gaussianDropout' | 'gaussianNoise' | 'alphaDropout';
      readonly amount: number;
    }
  /** Over the last axis. */
  | { readonly kind: 'softmax'; readonly log: boolean };

/** By output position: input positions and their weights. */
export type AxisWeights = readonly (readonly (readonly [position: number, weight: number])[])[];

export interface EngineBuilder {
  /**
   * Adds a primitive. `weights` are the names of the operation's weights that it uses; `shape` is what comes out, the
   * operation's own output shape when absent.
   */
  add(primitive: Primitive, inputs: readonly EngineRef[], more?: EngineMore): EngineRef;
}
export interface EngineMore {
  /** By the primitive's name for a weight: the operation's name for it. Names that both share are found without. */
  readonly weights?: Readonly<Record<string, string>>;
  readonly shape?: Shape;
  /** Weights of the operation that this primitive does not use. */
  readonly without?: readonly string[];
}

/** A primitive in a network: which tensors it reads, and the weights it uses, by their full name `layer/name`. */
export interface EngineNode {
  readonly primitive: Primitive;
  readonly inputs: readonly number[];
  readonly weights: Readonly<Record<string, string>>;
  readonly shape: readonly number[];
}

/** A network as the training engine takes it: plain data. Tensors are numbered: the inputs first, then one per node. */
export interface EngineGraph {
  readonly inputs: readonly (readonly number[])[];
  readonly nodes: readonly EngineNode[];
  /** The tensor that a Keras layer's output is, by the layer's name. */
  readonly layers: Readonly<Record<string, number>>;
}
