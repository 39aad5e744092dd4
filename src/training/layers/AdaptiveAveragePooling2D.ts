import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type ImageDims, ImageLayer } from './ImageLayer';
import { averagingWeights, resample } from './resampling';
import type { LayerArgs } from './SameShapeLayer';

type Args = LayerArgs & { readonly outputSize: readonly [number, number]; readonly dataFormat?: string };

/** Averages over as many windows as the output has pixels, as PyTorch's AdaptiveAvgPool2d. */
export class AdaptiveAveragePooling2D extends ImageLayer {
  static readonly className = 'AdaptiveAveragePooling2D';
  readonly outputSize: [number, number];

  constructor(args: Args) {
    super(args);
    this.outputSize = [...args.outputSize];
  }

  protected override imageShape(image: ImageDims): ImageDims {
    return [...this.outputSize, image[2]];
  }

  protected override transform(x: Tensor4D): Tensor {
    const [, height, width] = x.shape;
    const [rows, columns] = this.outputSize;
    return resample(x, averagingWeights(height, rows), averagingWeights(width, columns));
  }

  override getConfig() {
    return { ...super.getConfig(), outputSize: this.outputSize, dataFormat: 'channelsLast' };
  }
}
