import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { type NormalisationArgs, NormalisationLayer } from './NormalisationLayer';
import { standardise } from './standardise';

/** Keras's group normalisation over the last axis (Wu and He 2018), which tfjs lacks. */
export class GroupNormalization extends NormalisationLayer {
  static readonly className = 'GroupNormalization';
  readonly groups: number;

  constructor(args: NormalisationArgs & { readonly groups?: number }) {
    super(args);
    this.groups = args.groups ?? 32;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = Number(inputShape.at(-1));
    if (channels % this.groups !== 0) {
      throw new Error(`${this.name}: ${channels} channels do not divide into ${this.groups} groups`);
    }
    super.build(inputShape);
  }

  protected override transform(x: Tensor): Tensor {
    const channels = x.shape.at(-1) ?? 1;
    const batch = x.shape[0] ?? 1;
    const pixels = x.size / (batch * channels);
    const grouped = reshape(x, [batch, pixels, this.groups, channels / this.groups]);
    return this.scaleAndShift(reshape(standardise(grouped, [1, 3], this.epsilon).y, x.shape));
  }

  override getConfig() {
    return { ...super.getConfig(), groups: this.groups, axis: -1 };
  }
}
