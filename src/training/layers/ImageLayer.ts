import { type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';
import type { LayerArgs } from './SameShapeLayer';

type CallArgs = Parameters<layers.Layer['call']>;

/** Height, width and channels, without the batch; `null` where a length is not known. */
export type ImageDims = readonly [height: number | null, width: number | null, channels: number | null];

/** A layer that takes one batch of images, `[batch, height, width, channels]`. */
export abstract class ImageLayer extends layers.Layer {
  constructor(args: LayerArgs & { readonly dataFormat?: string }) {
    super(args);
    if (args.dataFormat !== undefined && args.dataFormat !== 'channelsLast')
      throw new Error(`${this.getClassName()} takes channels last, not ${args.dataFormat}`);
    this.inputSpec = [{ ndim: 4 }];
  }

  /** The shape of the output image. */
  protected abstract imageShape(image: ImageDims): ImageDims;

  /** Computes the output; runs inside a tidy. */
  protected abstract transform(x: Tensor4D): Tensor;

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = this.imageShape(imageDims(inputShape, this.name));
    if (shape.some(d => d !== null && d < 1)) throw new Error(`${this.name}: the kernel is larger than the image`);
    return [batchOf(inputShape), ...shape];
  }

  override call(inputs: CallArgs[0], kwargs: CallArgs[1]): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (x === undefined || x.rank !== 4) throw new Error(`${this.name} takes one batch of images`);
      return this.transform(x as Tensor4D);
    });
  }
}

function batchOf(inputShape: Shape | Shape[]): number | null {
  const [batch] = inputShape;
  return typeof batch === 'number' ? batch : null;
}

/** The image's axes of an input shape as tfjs hands it to `build` and `computeOutputShape`. */
export function imageDims(inputShape: Shape | Shape[], layer: string): ImageDims {
  const [, height = null, width = null, channels = null, ...more] = inputShape;
  if (
    Array.isArray(height) ||
    Array.isArray(width) ||
    Array.isArray(channels) ||
    inputShape.length !== 4 ||
    more.length > 0
  )
    throw new Error(`${layer} takes one batch of images`);
  return [height, width, channels];
}
