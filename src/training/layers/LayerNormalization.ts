import type { Tensor } from '@tensorflow/tfjs-core';
import { NormalisationLayer } from './NormalisationLayer';
import { standardise } from './standardise';

/** Keras's layer normalisation over the last axis. It stands in for tfjs's, which copies the statistics to full size. */
export class LayerNormalization extends NormalisationLayer {
  static readonly className = 'LayerNormalization';

  protected override transform(x: Tensor): Tensor {
    return this.scaleAndShift(standardise(x, [x.rank - 1], this.epsilon).y);
  }

  override getConfig() {
    return { ...super.getConfig(), axis: -1 };
  }
}
