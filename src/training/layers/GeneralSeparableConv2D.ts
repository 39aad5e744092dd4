import { conv2d, depthwiseConv2d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { type ConvolutionArgs, ConvolutionLayer, knownChannels } from './ConvolutionLayer';
import { dilateKernel } from './dilateKernel';
import { type ImageDims, imageDims } from './ImageLayer';
import type { InitializerConfig } from './initializerFromConfig';

type Args = ConvolutionArgs & {
  readonly filters: number;
  readonly depthMultiplier?: number;
  readonly depthwiseInitializer?: InitializerConfig;
  readonly pointwiseInitializer?: InitializerConfig;
};

/** Keras's SeparableConv2D with dilated kernels that can be trained. */
export class GeneralSeparableConv2D extends ConvolutionLayer {
  static readonly className = 'GeneralSeparableConv2D';
  readonly filters: number;
  readonly depthMultiplier: number;
  readonly padding: 'valid' | 'same';
  private readonly depthwiseInitializer: InitializerConfig | undefined;
  private readonly pointwiseInitializer: InitializerConfig | undefined;
  private depthwise: LayerVariable | null = null;
  private pointwise: LayerVariable | null = null;

  constructor(args: Args) {
    super(args);
    this.filters = args.filters;
    this.depthMultiplier = args.depthMultiplier ?? 1;
    this.padding = args.padding ?? 'valid';
    this.depthwiseInitializer = args.depthwiseInitializer;
    this.pointwiseInitializer = args.pointwiseInitializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = knownChannels(imageDims(inputShape, this.name), this.name);
    const between = channels * this.depthMultiplier;
    const shape = [...this.kernelSize, channels, this.depthMultiplier];
    this.depthwise = this.addKernel('depthwise_kernel', shape, this.depthwiseInitializer);
    this.pointwise = this.addKernel('pointwise_kernel', [1, 1, between, this.filters], this.pointwiseInitializer);
    this.addBias(this.filters);
  }

  protected override imageShape(image: ImageDims): ImageDims {
    return [...this.slid(image, this.padding), this.filters];
  }

  protected override transform(x: Tensor4D): Tensor {
    const kernel = dilateKernel(this.depthwise?.read() as Tensor4D, this.dilationRate);
    const channelwise = depthwiseConv2d(x, kernel, this.strides, this.padding);
    return this.biased(conv2d(channelwise, this.pointwise?.read() as Tensor4D, 1, 'valid'));
  }

  override getConfig() {
    const { filters, depthMultiplier, padding, depthwiseInitializer, pointwiseInitializer } = this;
    return {
      ...super.getConfig(),
      filters,
      depthMultiplier,
      padding,
      ...(depthwiseInitializer && { depthwiseInitializer: { ...depthwiseInitializer } }),
      ...(pointwiseInitializer && { pointwiseInitializer: { ...pointwiseInitializer } }),
    };
  }
}
