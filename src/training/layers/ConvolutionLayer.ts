import { add, type Tensor } from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable } from '@tensorflow/tfjs-layers';
import { type Sliding, slidOver } from '../../ops/sliding';
import { type ImageDims, ImageLayer } from './ImageLayer';
import { type InitializerConfig, initializerFromConfig, ZEROS } from './initializerFromConfig';
import type { LayerArgs } from './SameShapeLayer';

type Pair = readonly [number, number];

export type ConvolutionArgs = LayerArgs & {
  readonly kernelSize: Pair;
  readonly strides?: Pair;
  readonly padding?: 'valid' | 'same';
  readonly dilationRate?: Pair;
  readonly useBias?: boolean;
  readonly biasInitializer?: InitializerConfig;
  readonly dataFormat?: string;
};

/** What the convolutions that tfjs lacks share: kernel, stride, dilation, padding and bias, with Keras's config. */
export abstract class ConvolutionLayer extends ImageLayer {
  readonly kernelSize: [number, number];
  readonly strides: [number, number];
  readonly dilationRate: [number, number];
  readonly useBias: boolean;
  private readonly biasInitializer: InitializerConfig;
  private bias: LayerVariable | null = null;

  constructor(args: ConvolutionArgs) {
    super(args);
    this.kernelSize = [...args.kernelSize];
    this.strides = [...(args.strides ?? ([1, 1] as const))];
    this.dilationRate = [...(args.dilationRate ?? ([1, 1] as const))];
    this.useBias = args.useBias ?? true;
    this.biasInitializer = args.biasInitializer ?? ZEROS;
  }

  protected addKernel(name: string, shape: number[], initializer: InitializerConfig | undefined): LayerVariable {
    const init = initializer ? initializerFromConfig(initializer) : initializers.glorotUniform({});
    return this.addWeight(name, shape, 'float32', init);
  }

  protected addBias(channels: number): void {
    if (this.useBias)
      this.bias = this.addWeight('bias', [channels], 'float32', initializerFromConfig(this.biasInitializer));
    this.built = true;
  }

  protected biased(y: Tensor): Tensor {
    return this.bias ? add(y, this.bias.read()) : y;
  }

  /** Height and width after the kernel slid over the image. */
  protected slid(image: ImageDims, padding: Sliding['padding']): readonly [number | null, number | null] {
    const { kernelSize: kernel, strides: stride, dilationRate: dilation } = this;
    return slidOver(image, { kernel, stride, dilation, padding, roundUp: false });
  }

  override getConfig() {
    const { kernelSize, strides, dilationRate, useBias } = this;
    const biasInitializer = { ...this.biasInitializer };
    return {
      ...super.getConfig(),
      kernelSize,
      strides,
      dilationRate,
      useBias,
      biasInitializer,
      dataFormat: 'channelsLast',
    };
  }
}

/** The number of channels, which must be known before there can be weights. */
export function knownChannels([, , channels]: ImageDims, layer: string): number {
  if (channels === null) throw new Error(`${layer} needs to know the number of channels`);
  return channels;
}
