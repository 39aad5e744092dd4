import { readFlag } from '../core/op/kerasConfig';
import type { KerasBuilder, KerasConfig, KerasRef } from '../core/op/operation';
import { flag, type Padding2d, type ParamValue, padding2d, type Size2d, size2d } from '../core/op/params';
import { KERAS_INITIALIZER } from './initializer';
import { kerasSides, paddingFrom, pairFrom } from './kerasFields';
import { formatPadding, formatPair } from './notation';
import { explicitSides, type Sliding } from './sliding';

/** The parameters that every convolution over an image has. */
export const convolutionParams = {
  kernel: size2d({ default: [3, 3], min: 1, label: 'Kernel', help: 'Height and width of each kernel.' }),
  stride: size2d({ default: [1, 1], min: 1, label: 'Stride', help: 'Pixels from one position to the next.' }),
  dilation: size2d({
    default: [1, 1],
    min: 1,
    label: 'Dilation',
    help: 'Pixels from one tap of a kernel to the next.',
  }),
  padding: padding2d({
    default: 'valid',
    label: 'Padding',
    help: 'Zeros around the image; same keeps its size at stride 1.',
  }),
};
export const biasParam = flag({ default: true, label: 'Bias', help: 'Adds a learned number to each output channel.' });

export interface Convolution {
  readonly kernel: Size2d;
  readonly stride: Size2d;
  readonly dilation: Size2d;
  readonly padding: Padding2d;
  readonly bias: boolean;
}

export const slidingKernel = ({ kernel, stride, dilation, padding }: Convolution): Sliding => ({
  kernel,
  stride,
  dilation,
  padding,
  roundUp: false,
});

export const isDilated = (p: Convolution): boolean => p.dilation[0] > 1 || p.dilation[1] > 1;

/** `valid`, `pad 1, dilation 2`: what comes after kernel and channels. */
export const convolutionNotation = (p: Convolution): readonly string[] => [
  formatPadding(p.padding),
  ...(isDilated(p) ? [`dilation ${formatPair(p.dilation)}`] : []),
];

/** Explicit padding as a layer of zeros before the convolution, which is exact; the input itself where there is none. */
export function paddedBefore(k: KerasBuilder, x: KerasRef, padding: Padding2d): KerasRef {
  const sides = explicitSides(padding);
  return sides.some(side => side > 0)
    ? k.layer('ZeroPadding2D', { padding: kerasSides(sides), data_format: 'channels_last' }, [x], 'pad')
    : x;
}

/** The fields that Keras's convolutions share. */
export const kerasConvolution = (p: Convolution): KerasConfig => ({
  kernel_size: p.kernel,
  strides: p.stride,
  padding: p.padding === 'same' ? 'same' : 'valid',
  data_format: 'channels_last',
  dilation_rate: p.dilation,
  activation: 'linear',
  use_bias: p.bias,
  bias_initializer: KERAS_INITIALIZER.zeros,
});

/** Reads them back; a field that could not be read is `null`. */
export const convolutionFromKeras = (config: KerasConfig): Readonly<Record<keyof Convolution, ParamValue | null>> => ({
  kernel: pairFrom(config.kernel_size),
  stride: pairFrom(config.strides ?? 1),
  dilation: pairFrom(config.dilation_rate ?? 1),
  padding: paddingFrom(config.padding),
  bias: readFlag(config, 'use_bias', true),
});
