import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type ImageDims, ImageLayer } from './ImageLayer';
import { linearWeights, nearestWeights, resample } from './resampling';
import type { LayerArgs } from './SameShapeLayer';

type Pair = readonly [number, number];
type Args = LayerArgs & {
  /** Height and width that come out, or `factor`, how many times larger. */
  readonly size?: Pair;
  readonly factor?: Pair;
  readonly interpolation?: 'nearest' | 'bilinear';
};

/** Resizes images with pixel centres at ½, as PyTorch and Keras do; tfjs's own resizing puts them elsewhere. */
export class Resize2D extends ImageLayer {
  static readonly className = 'Resize2D';
  private readonly size: Pair | null;
  private readonly factor: Pair | null;
  readonly interpolation: 'nearest' | 'bilinear';

  constructor(args: Args) {
    super(args);
    this.size = args.size ?? null;
    this.factor = args.factor ?? null;
    this.interpolation = args.interpolation ?? 'nearest';
    if ((this.size === null) === (this.factor === null)) throw new Error(`${this.name} takes a size or a factor`);
  }

  private resized(length: number, axis: 0 | 1): number {
    return this.size?.[axis] ?? length * (this.factor?.[axis] ?? 1);
  }

  protected override imageShape([height, width, channels]: ImageDims): ImageDims {
    if (this.size) return [...this.size, channels];
    return [height === null ? null : this.resized(height, 0), width === null ? null : this.resized(width, 1), channels];
  }

  protected override transform(x: Tensor4D): Tensor {
    const [, height, width] = x.shape;
    const weights = this.interpolation === 'nearest' ? nearestWeights : linearWeights;
    return resample(x, weights(height, this.resized(height, 0)), weights(width, this.resized(width, 1)));
  }

  override getConfig() {
    const { size, factor, interpolation } = this;
    return {
      ...super.getConfig(),
      ...(size && { size: [...size] }),
      ...(factor && { factor: [...factor] }),
      interpolation,
    };
  }
}
