import { add, randomNormal, type Tensor } from '@tensorflow/tfjs-core';
import { nextNoiseSeed } from './noiseSeed';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';

/** Adds noise of mean 0 while training; tfjs's layer of that name, but from the run's seeded stream. */
export class GaussianNoise extends SameShapeLayer {
  static readonly className = 'GaussianNoise';
  readonly stddev: number;

  constructor(args: LayerArgs & { readonly stddev: number }) {
    super(args);
    this.stddev = args.stddev;
  }

  protected override transform(x: Tensor, training: boolean): Tensor {
    if (!training || this.stddev === 0) return x.clone();
    return add(x, randomNormal(x.shape, 0, this.stddev, 'float32', nextNoiseSeed()));
  }

  override getConfig() {
    return { ...super.getConfig(), stddev: this.stddev };
  }
}
