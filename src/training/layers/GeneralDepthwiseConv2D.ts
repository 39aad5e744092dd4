import { depthwiseConv2d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { type ConvolutionArgs, ConvolutionLayer, knownChannels } from './ConvolutionLayer';
import { dilateKernel } from './dilateKernel';
import { type ImageDims, imageDims } from './ImageLayer';
import type { InitializerConfig } from './initializerFromConfig';

type Args = ConvolutionArgs & {
  readonly depthMultiplier?: number;
  readonly depthwiseInitializer?: InitializerConfig;
};

/** Keras's DepthwiseConv2D with dilation, which tfjs's layer overlooks. */
export class GeneralDepthwiseConv2D extends ConvolutionLayer {
  static readonly className = 'GeneralDepthwiseConv2D';
  readonly depthMultiplier: number;
  readonly padding: 'valid' | 'same';
  private readonly depthwiseInitializer: InitializerConfig | undefined;
  private kernel: LayerVariable | null = null;

  constructor(args: Args) {
    super(args);
    this.depthMultiplier = args.depthMultiplier ?? 1;
    this.padding = args.padding ?? 'valid';
    this.depthwiseInitializer = args.depthwiseInitializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = knownChannels(imageDims(inputShape, this.name), this.name);
    const shape = [...this.kernelSize, channels, this.depthMultiplier];
    this.kernel = this.addKernel('depthwise_kernel', shape, this.depthwiseInitializer);
    this.addBias(channels * this.depthMultiplier);
  }

  protected override imageShape(image: ImageDims): ImageDims {
    return [...this.slid(image, this.padding), image[2] === null ? null : image[2] * this.depthMultiplier];
  }

  protected override transform(x: Tensor4D): Tensor {
    const kernel = dilateKernel(this.kernel?.read() as Tensor4D, this.dilationRate);
    return this.biased(depthwiseConv2d(x, kernel, this.strides, this.padding));
  }

  override getConfig() {
    const { depthMultiplier, padding, depthwiseInitializer } = this;
    return {
      ...super.getConfig(),
      depthMultiplier,
      padding,
      ...(depthwiseInitializer && { depthwiseInitializer: { ...depthwiseInitializer } }),
    };
  }
}
