import { concat, conv2d, depthwiseConv2d, reshape, split, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { type ConvolutionArgs, ConvolutionLayer, knownChannels } from './ConvolutionLayer';
import { dilateKernel } from './dilateKernel';
import { type ImageDims, imageDims } from './ImageLayer';
import type { InitializerConfig } from './initializerFromConfig';

type Args = ConvolutionArgs & {
  readonly filters: number;
  readonly groups?: number;
  readonly kernelInitializer?: InitializerConfig;
};

/** Keras's Conv2D with what tfjs's lacks: groups, and dilated kernels that can be trained and strided. */
export class GeneralConv2D extends ConvolutionLayer {
  static readonly className = 'GeneralConv2D';
  readonly filters: number;
  readonly groups: number;
  readonly padding: 'valid' | 'same';
  private readonly kernelInitializer: InitializerConfig | undefined;
  private kernel: LayerVariable | null = null;

  constructor(args: Args) {
    super(args);
    this.filters = args.filters;
    this.groups = args.groups ?? 1;
    this.padding = args.padding ?? 'valid';
    this.kernelInitializer = args.kernelInitializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = knownChannels(imageDims(inputShape, this.name), this.name);
    if (channels % this.groups !== 0 || this.filters % this.groups !== 0)
      throw new Error(
        `${this.name}: ${channels} and ${this.filters} channels do not divide into ${this.groups} groups`,
      );
    this.kernel = this.addKernel(
      'kernel',
      [...this.kernelSize, channels / this.groups, this.filters],
      this.kernelInitializer,
    );
    this.addBias(this.filters);
  }

  protected override imageShape(image: ImageDims): ImageDims {
    return [...this.slid(image, this.padding), this.filters];
  }

  protected override transform(x: Tensor4D): Tensor {
    const kernel = dilateKernel(this.kernel?.read() as Tensor4D, this.dilationRate);
    return this.biased(this.convolve(x, kernel));
  }

  private convolve(x: Tensor4D, kernel: Tensor4D): Tensor4D {
    const { groups, strides, padding } = this;
    if (groups === 1) return conv2d(x, kernel, strides, padding);
    const [height, width] = kernel.shape;
    if (groups === x.shape[3])
      return depthwiseConv2d(x, reshape(kernel, [height, width, groups, this.filters / groups]), strides, padding);
    const kernels = split<Tensor4D>(kernel, groups, 3);
    const parts = split<Tensor4D>(x, groups, 3).map((part, i) => conv2d(part, kernels[i] ?? kernel, strides, padding));
    return concat(parts, 3);
  }

  override getConfig() {
    const { filters, groups, padding, kernelInitializer } = this;
    return {
      ...super.getConfig(),
      filters,
      groups,
      padding,
      ...(kernelInitializer && { kernelInitializer: { ...kernelInitializer } }),
    };
  }
}
