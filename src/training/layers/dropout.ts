import {
  add,
  cast,
  dropout,
  greaterEqual,
  mul,
  randomNormal,
  randomUniform,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { nextNoiseSeed } from './noiseSeed';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';

// tfjs has Dropout, GaussianDropout and AlphaDropout too, but either unseeded or, with a seed, with the same mask in
// every step. These take their seeds from one stream per run, under the same names and configurations.

type DropoutArgs = LayerArgs & { readonly rate: number };

abstract class RandomLayer extends SameShapeLayer {
  readonly rate: number;

  constructor(args: DropoutArgs) {
    super(args);
    this.rate = args.rate;
  }

  protected abstract drop(x: Tensor): Tensor;

  protected override transform(x: Tensor, training: boolean): Tensor {
    return training && this.rate > 0 ? this.drop(x) : x.clone();
  }

  override getConfig() {
    return { ...super.getConfig(), rate: this.rate };
  }
}

/** Sets a share `rate` of the values to 0 and multiplies the rest by 1 / (1 − rate). */
export class Dropout extends RandomLayer {
  static readonly className = 'Dropout';

  protected override drop(x: Tensor): Tensor {
    return dropout(x, this.rate, undefined, nextNoiseSeed());
  }
}

/** Sets whole feature maps to 0, of [batch, height, width, channels]; Keras's layer, which tfjs lacks. */
export class SpatialDropout2D extends RandomLayer {
  static readonly className = 'SpatialDropout2D';

  protected override drop(x: Tensor): Tensor {
    const [batch = 1, , , channels = 1] = x.shape;
    return dropout(x, this.rate, [batch, 1, 1, channels], nextNoiseSeed());
  }
}

/** Multiplies by noise of mean 1 and deviation √(rate / (1 − rate)). */
export class GaussianDropout extends RandomLayer {
  static readonly className = 'GaussianDropout';

  protected override drop(x: Tensor): Tensor {
    const deviation = Math.sqrt(this.rate / (1 - this.rate));
    return mul(x, randomNormal(x.shape, 1, deviation, 'float32', nextNoiseSeed()));
  }
}

/** What SELU tends to for very negative input: −λα (Klambauer et al. 2017). */
const SATURATION = -1.0507009873554805 * 1.6732632423543772;

/** Sets values to SELU's lower bound instead of 0, then scales and shifts so that mean and variance stay. */
export class AlphaDropout extends RandomLayer {
  static readonly className = 'AlphaDropout';

  protected override drop(x: Tensor): Tensor {
    const kept = cast(greaterEqual(randomUniform(x.shape, 0, 1, 'float32', nextNoiseSeed()), this.rate), 'float32');
    const factor = 1 / Math.sqrt((1 - this.rate) * (1 + this.rate * SATURATION ** 2));
    const dropped = mul(sub(1, kept), SATURATION);
    return add(mul(add(mul(x, kept), dropped), factor), -factor * SATURATION * this.rate);
  }
}
