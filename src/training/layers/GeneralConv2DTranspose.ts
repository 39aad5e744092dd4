import { concat, conv2dTranspose, split, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { span } from '../../ops/sliding';
import { type ConvolutionArgs, ConvolutionLayer, knownChannels } from './ConvolutionLayer';
import { dilateKernel } from './dilateKernel';
import { type ImageDims, imageDims } from './ImageLayer';
import type { InitializerConfig } from './initializerFromConfig';

type Pair = readonly [number, number];
type Padding = 'valid' | 'same' | readonly [rows: Pair, columns: Pair];
type Args = Omit<ConvolutionArgs, 'padding'> & {
  readonly filters: number;
  readonly padding?: Padding;
  readonly outputPadding?: Pair;
  readonly groups?: number;
  readonly kernelInitializer?: InitializerConfig;
};

/** Keras's Conv2DTranspose with groups, dilation, and PyTorch's explicit padding and output padding. */
export class GeneralConv2DTranspose extends ConvolutionLayer {
  static readonly className = 'GeneralConv2DTranspose';
  readonly filters: number;
  readonly padding: Padding;
  readonly outputPadding: [number, number];
  readonly groups: number;
  private readonly kernelInitializer: InitializerConfig | undefined;
  private kernel: LayerVariable | null = null;

  constructor({ padding, ...args }: Args) {
    super(args);
    this.filters = args.filters;
    this.padding = padding ?? 'valid';
    this.outputPadding = [...(args.outputPadding ?? ([0, 0] as const))];
    this.groups = args.groups ?? 1;
    this.kernelInitializer = args.kernelInitializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = knownChannels(imageDims(inputShape, this.name), this.name);
    if (channels % this.groups !== 0 || this.filters % this.groups !== 0)
      throw new Error(
        `${this.name}: ${channels} and ${this.filters} channels do not divide into ${this.groups} groups`,
      );
    if (this.outputPadding.some((extra, axis) => extra > 0 && extra >= (this.strides[axis] ?? 1)))
      throw new Error(
        `${this.name}: output padding ${this.outputPadding} is not smaller than the stride ${this.strides}`,
      );
    if (typeof this.padding === 'string' && this.outputPadding.some(extra => extra > 0))
      throw new Error(`${this.name}: output padding works with explicit padding only`);
    this.kernel = this.addKernel(
      'kernel',
      [...this.kernelSize, this.filters / this.groups, channels],
      this.kernelInitializer,
    );
    this.addBias(this.filters);
  }

  private grown(size: number, axis: 0 | 1): number {
    const stride = this.strides[axis];
    const reach = span(this.kernelSize[axis], this.dilationRate[axis]);
    if (this.padding === 'same') return size * stride;
    if (this.padding === 'valid') return size * stride + Math.max(reach - stride, 0);
    const [before, after] = this.padding[axis];
    return (size - 1) * stride + reach - before - after + this.outputPadding[axis];
  }

  protected override imageShape([height, width]: ImageDims): ImageDims {
    return [height === null ? null : this.grown(height, 0), width === null ? null : this.grown(width, 1), this.filters];
  }

  protected override transform(x: Tensor4D): Tensor {
    const { groups, filters } = this;
    const [batch, height, width] = x.shape;
    const out = [this.grown(height, 0), this.grown(width, 1)] as const;
    const kernel = dilateKernel(this.kernel?.read() as Tensor4D, this.dilationRate);
    const paint = (part: Tensor4D, kernels: Tensor4D): Tensor4D =>
      conv2dTranspose(part, kernels, [batch, ...out, filters / groups], this.strides, this.tfjsPadding());
    if (groups === 1) return this.biased(paint(x, kernel));
    const kernels = split<Tensor4D>(kernel, groups, 3);
    return this.biased(
      concat(
        split<Tensor4D>(x, groups, 3).map((part, i) => paint(part, kernels[i] ?? kernel)),
        3,
      ),
    );
  }

  private tfjsPadding(): Parameters<typeof conv2dTranspose>[4] {
    if (typeof this.padding === 'string') return this.padding;
    const [rows, columns] = this.padding;
    return [[0, 0], [...rows], [...columns], [0, 0]];
  }

  override getConfig() {
    const { filters, outputPadding, groups, kernelInitializer } = this;
    const padding = typeof this.padding === 'string' ? this.padding : this.padding.map(pair => [...pair]);
    return {
      ...super.getConfig(),
      filters,
      padding,
      outputPadding,
      groups,
      ...(kernelInitializer && { kernelInitializer: { ...kernelInitializer } }),
    };
  }
}
