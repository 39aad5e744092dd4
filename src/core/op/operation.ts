import type { EngineBuilder, EngineRef } from './engine';
import type { Expr } from './expression';
import type { ParamSchema, ParamValues, Sides, Size2d, Values } from './params';
import type { Dim, ImageShape, Shape } from './shape';

/** Where the palette lists an operation. */
export type Category =
  | 'data'
  | 'convolution'
  | 'pooling'
  | 'linear'
  | 'shape'
  | 'activation'
  | 'normalisation'
  | 'regularisation'
  | 'merge';

/** What gives an operation its hue in graph, figure, table and legend. */
export type Kind = 'data' | 'conv' | 'avg' | 'max' | 'min' | 'linear' | 'act' | 'norm' | 'drop' | 'merge' | 'shape';

/** An input: what it is called and how many axes (batch not counted) it accepts; `ranks: null` accepts any. */
export interface Port<Ranks extends readonly number[] | null = readonly number[] | null> {
  readonly label: string;
  readonly ranks: Ranks;
}
/** An input that takes several wires, in order: the terms of Add, the parts of Concat. */
export interface ManyPort extends Port {
  readonly variadic: true;
  /** Fewest wires that make sense. */
  readonly min: number;
}
export type Ports = Readonly<Record<string, Port | ManyPort>>;

export const image = (label = 'image'): Port<readonly [3]> => ({ label, ranks: [3] });
export const tensor = (label = 'tensor'): Port<null> => ({ label, ranks: null });
export const many = (label: string, min = 2): ManyPort => ({ label, ranks: null, variadic: true, min });

type ShapeAt<P extends Port> = P extends ManyPort
  ? readonly Shape[]
  : P extends Port<readonly [3]>
    ? ImageShape
    : P extends Port<readonly [1]>
      ? readonly [Dim]
      : Shape;
/** The shapes that arrive, by port. Their ranks were checked against the ports before an operation sees them. */
export type Arriving<I extends Ports> = { readonly [K in keyof I]: ShapeAt<I[K]> };

/**
 * A mend that an operation proposes, as data; core/edits knows how to carry each one out.
 * `port` names an input; for a port that takes several wires, `x.1` is the second shape that `shape` was given.
 */
export type Mend = { readonly label: string } & (
  | { readonly do: 'set'; readonly params: ParamValues }
  | { readonly do: 'insert'; readonly op: string; readonly params?: ParamValues; readonly port: string }
  | { readonly do: 'replace'; readonly op: string; readonly params?: ParamValues }
);

/** Why an operation cannot work on these shapes: one sentence with the numbers, why it matters, and the ways out. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly says: string;
  readonly why?: string;
  readonly port?: string;
  readonly mends: readonly Mend[];
}
export const refuse = (
  code: ProblemCode,
  says: string,
  more: { readonly why?: string; readonly port?: string; readonly mends?: readonly Mend[] } = {},
): Refusal => ({ code, says, ...more, mends: more.mends ?? [] });

export type ProblemCode =
  | 'unknown-operation'
  | 'illegal-parameter'
  | 'unconnected'
  | 'cycle'
  | 'wrong-rank'
  | 'kernel-too-large'
  | 'not-positive'
  | 'shape-mismatch'
  | 'not-divisible'
  | 'wrong-size'
  | 'unknown-size'
  | 'too-large'
  | 'recursive-module'
  | 'unknown-module'
  | 'no-input'
  | 'no-output'
  | 'dead-branch'
  | 'softmax-twice'
  | 'loss-mismatch'
  | 'no-nonlinearity'
  | 'batch-of-one'
  | 'class-count'
  | 'memory';

export type Initializer =
  | 'zeros'
  | 'ones'
  | 'glorot_uniform'
  | 'glorot_normal'
  | 'he_uniform'
  | 'he_normal'
  | 'lecun_normal'
  | 'random_normal'
  | 'constant_0.25';

/** One weight tensor. Names and order are Keras's, so a weight is `layer/name` in every file and engine. */
export interface WeightSpec {
  readonly shape: Shape;
  readonly init: Initializer;
  /** `false` for running statistics, which the optimizer leaves alone. */
  readonly trainable?: false;
}

/** How one output value looks at its input; receptive fields follow from it. A stride below 1 enlarges: ½ doubles the size. */
export interface Window {
  readonly kernel: Size2d;
  readonly stride: Size2d;
  readonly dilation: Size2d;
  readonly padding: Sides;
}

/** A tensor inside the Keras model that is being built. */
export interface KerasRef {
  readonly layer: string;
}
export type KerasConfig = Readonly<Record<string, unknown>>;
export interface KerasBuilder {
  /**
   * Adds a layer. The layer without `part` carries the node's name and its weights; helpers before or after it
   * (a ZeroPadding2D) carry `name/part`. `config` uses Keras's own snake_case keys, without `name`.
   */
  layer(className: string, config: KerasConfig, inputs: readonly KerasRef[], part?: string): KerasRef;
}
type RefAt<P extends Port> = P extends ManyPort ? readonly KerasRef[] : KerasRef;
export type Refs<I extends Ports> = { readonly [K in keyof I]: RefAt<I[K]> };
/** The tensors that arrive, by port, as the training engine names them. */
export type EngineRefs<I extends Ports> = {
  readonly [K in keyof I]: I[K] extends ManyPort ? readonly EngineRef[] : EngineRef;
};

/**
 * All that Netloom knows about one operation. Palette, inspector, inference, costs, compiler, exchange, readings, help
 * and tests read it from here; nothing about an operation is written anywhere else.
 *
 * Methods get shapes that passed the port's rank check and parameters that passed their specification.
 */
export interface Operation<I extends Ports = Ports, S extends ParamSchema = ParamSchema> {
  /** Stable: it is written into files. */
  readonly id: string;
  /** `Convolution 2D`. */
  readonly title: string;
  /** The palette's short label, where the title is too long for it. */
  readonly short?: string;
  readonly category: Category;
  readonly kind: Kind;
  /** Place in its category's list, smallest (most used) first; 50 when absent, ties by title. */
  readonly order?: number;
  /** SVG markup on a 20 x 20 grid, stroked in the current colour; activations draw their own curve instead. */
  readonly glyph?: string;
  /** One sentence for someone who meets it for the first time. */
  readonly summary: string;
  /** Other names that people search for: `subsampling`, `fc`, `nn.ReLU`. */
  readonly aliases: readonly string[];
  /** What figures call it, where its title is not what papers write. */
  readonly figure?: {
    /** Under the arrow that leads to its output: `Convolutions`. */
    readonly verb?: string;
    /** In the legend: `AvgPool`. */
    readonly legend?: string;
    /** `true` when it is drawn on its own although its category belongs to the layer before. */
    readonly own?: true;
  };
  /** What it computes, in TeX, with the input `x` and the output `y`. */
  readonly formula: string;
  /** What its parameters are called when typed as bare numbers after its name (`conv 6 5x5`), in that order. */
  readonly typed?: readonly (keyof S & string)[];
  readonly inputs: I;
  /** `true` for an operation that ends the graph and has no output port. */
  readonly sink?: true;
  readonly params: S;
  /** An activation as one expression: curve, derivative, formula and kernels follow from it. */
  expression?(p: Values<S>): Expr;
  /** `true` when it is affine, so that two in a row without an activation between them add nothing. */
  readonly affine?: true;
  /** `true` when it acts differently while training (dropout, noise, batch normalisation). */
  readonly trainingOnly?: true;

  /** The telling parameters in the field's notation: `5×5, 6, valid`. Empty when there are none. */
  notation(p: Values<S>): string;
  /** The output's shape, or why there is none. */
  shape(x: Arriving<I>, p: Values<S>): Shape | Refusal;
  /** The arithmetic behind the shape, a line per axis worth explaining: `⌊(14 + 0 − 5) / 1⌋ + 1 = 10`. */
  arithmetic?(x: Arriving<I>, p: Values<S>): readonly string[];
  /** Weight tensors by Keras name, in Keras's order; falsy entries are left out. */
  weights?(x: Arriving<I>, p: Values<S>): Readonly<Record<string, WeightSpec | false>>;
  /** Multiply-accumulates for one sample, counted for convolutions and linear layers as papers do. */
  macs?(x: Arriving<I>, y: Shape, p: Values<S>): number | null;
  window?(x: Arriving<I>, p: Values<S>): Window;

  /** To Keras: `y` is its own inferred output shape. */
  keras(k: KerasBuilder, x: Refs<I>, p: Values<S>, shapes: { readonly x: Arriving<I>; readonly y: Shape }): KerasRef;
  /** To the training engine's primitives; absent where there is nothing to compute (inputs and outputs). */
  engine?(
    b: EngineBuilder,
    x: EngineRefs<I>,
    p: Values<S>,
    shapes: { readonly x: Arriving<I>; readonly y: Shape },
  ): EngineRef;
  /** From Keras, by class name: the parameters, or `null` when this layer is not this operation. */
  readonly fromKeras?: Readonly<Record<string, (config: KerasConfig) => ParamValues | null>>;
}

/** Declares an operation; parameter and shape types are inferred from `params` and `inputs`. */
export const operation = <const I extends Ports, const S extends ParamSchema>(op: Operation<I, S>): Operation<I, S> =>
  op;

/** The operations there are, by id. */
export type Catalogue = ReadonlyMap<string, Operation>;

export const isRefusal = (result: Shape | Refusal): result is Refusal => !Array.isArray(result);
export const isMany = (port: Port): port is ManyPort => 'variadic' in port;
