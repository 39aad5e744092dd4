import { div, sub, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';

type Nested = number | readonly Nested[];
type Args = LayerArgs & { readonly mean: Nested; readonly variance: Nested };

const flat = (value: Nested): number[] => (typeof value === 'number' ? [value] : value.flatMap(flat));

/** Keras's Normalization with given statistics, which tfjs lacks: (x − mean) / √variance along the last axis. */
export class Normalization extends SameShapeLayer {
  static readonly className = 'Normalization';
  readonly mean: number[];
  readonly variance: number[];

  constructor(args: Args) {
    super(args);
    this.mean = flat(args.mean);
    this.variance = flat(args.variance);
  }

  override computeOutputShape<S>(inputShape: S): S {
    const channels = Array.isArray(inputShape) ? inputShape.at(-1) : null;
    for (const { length } of [this.mean, this.variance])
      if (length > 1 && typeof channels === 'number' && length !== channels)
        throw new Error(`${this.name} knows ${length} channels, got ${channels}`);
    return inputShape;
  }

  protected override transform(x: Tensor): Tensor {
    return div(sub(x, tensor1d(this.mean)), tensor1d(this.variance.map(v => Math.max(Math.sqrt(v), 1e-7))));
  }

  override getConfig() {
    return { ...super.getConfig(), axis: -1, mean: this.mean, variance: this.variance };
  }
}
