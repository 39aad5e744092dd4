import { add, mul, reshape, rsqrt, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable, type Shape } from '@tensorflow/tfjs-layers';
import { type NormalisationArgs, NormalisationLayer } from './NormalisationLayer';
import { standardise } from './standardise';

/**
 * Keras's batch normalisation over the last axis. It stands in for tfjs's layer of that name, which can't train without
 * γ or β and spends several more passes over the data on its gradient.
 */
export class BatchNormalization extends NormalisationLayer {
  static readonly className = 'BatchNormalization';
  readonly momentum: number;
  private movingMean: LayerVariable | null = null;
  private movingVariance: LayerVariable | null = null;

  constructor(args: NormalisationArgs & { readonly momentum?: number }) {
    super(args);
    this.momentum = args.momentum ?? 0.99;
  }

  override build(inputShape: Shape | Shape[]): void {
    super.build(inputShape);
    const shape = [Number(inputShape.at(-1))];
    const { zeros, ones } = initializers;
    this.movingMean = this.addWeight('moving_mean', shape, 'float32', zeros(), undefined, false);
    this.movingVariance = this.addWeight('moving_variance', shape, 'float32', ones(), undefined, false);
  }

  protected override transform(x: Tensor, training: boolean): Tensor {
    const { movingMean, movingVariance } = this;
    if (!movingMean || !movingVariance) throw new Error(`${this.name} was called before it was built`);
    if (training) {
      const { y, mean, variance } = standardise(x, [...x.shape.keys()].slice(0, -1), this.epsilon);
      this.blend(movingMean, mean);
      this.blend(movingVariance, variance);
      return this.scaleAndShift(y);
    }
    const inverse = rsqrt(add(movingVariance.read(), this.epsilon));
    return this.scaleAndShift(mul(sub(x, movingMean.read()), inverse));
  }

  private blend(average: LayerVariable, batch: Tensor): void {
    tidy(() => {
      const now = average.read();
      average.write(add(now, mul(sub(reshape(batch, now.shape), now), 1 - this.momentum)));
    });
  }

  override getConfig() {
    return { ...super.getConfig(), axis: -1, momentum: this.momentum };
  }
}
