import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { type KerasConfig, operation } from '../../core/op/operation';
import { flag, int, type Padding2d, type ParamValues, padding2d, type Size2d, size2d } from '../../core/op/params';
import { whenKnown } from '../../core/op/shape';
import { refusesGroups } from '../groups';
import { initializer, initializerFromKeras, KERAS_INITIALIZER } from '../initializer';
import { allRead, channelsLast, kerasSides, paddingFrom, pairFrom } from '../kerasFields';
import { bounded, tooManyWeights } from '../limits';
import { formatKernel, formatPadding, formatPair } from '../notation';
import { explicitSides, refusesSliding, type Sliding, slidingArithmetic, slidingWindow, slidOver } from '../sliding';

const sliding = (p: { kernel: Size2d; stride: Size2d; dilation: Size2d; padding: Padding2d }): Sliding => ({
  ...p,
  roundUp: false,
});

const fromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config)
    ? allRead({
        filters: readNumber(config, 'filters', Number.NaN),
        kernel: pairFrom(config.kernel_size),
        stride: pairFrom(config.strides ?? 1),
        dilation: pairFrom(config.dilation_rate ?? 1),
        padding: paddingFrom(config.padding),
        groups: readNumber(config, 'groups', 1),
        bias: readFlag(config, 'use_bias', true),
        init: initializerFromKeras(config.kernel_initializer),
      })
    : null;

export const conv2d = operation({
  id: 'conv2d',
  title: 'Convolution 2D',
  short: 'Conv 2D',
  category: 'convolution',
  kind: 'conv',
  order: 1,
  glyph:
    '<path d="M4 4h12v12H4zM8 4v12M12 4v12M4 8h12M4 12h12"/><rect x="8" y="8" width="4" height="4" fill="currentColor"/>',
  summary: 'Slides a bank of learned kernels over the image; each output channel is one kernel.',
  aliases: [
    'conv',
    'nn.Conv2d',
    'Conv2D',
    'kernel',
    'filter',
    'grouped convolution',
    'dilated',
    'atrous',
    'cross-correlation',
  ],
  formula: 'y_{i,j,f} = b_f + \\sum_{u,v,c} K_{u,v,c,f}\\; x_{i s + u d,\\; j s + v d,\\; c}',
  typed: ['filters', 'kernel', 'stride'],
  inputs: { x: { label: 'image', ranks: [3] } },
  params: {
    filters: int({ default: 32, min: 1, label: 'Output channels', help: 'How many kernels, each making one channel.' }),
    kernel: size2d({ default: [3, 3], min: 1, label: 'Kernel', help: 'Height and width of each kernel.' }),
    stride: size2d({ default: [1, 1], min: 1, label: 'Stride', help: 'Pixels from one position to the next.' }),
    dilation: size2d({ default: [1, 1], min: 1, label: 'Dilation', help: 'Pixels between the taps of a kernel.' }),
    padding: padding2d({
      default: 'valid',
      label: 'Padding',
      help: 'Zeros around the image; same keeps its size at stride 1.',
    }),
    groups: int({
      default: 1,
      min: 1,
      label: 'Groups',
      help: 'Splits the channels into groups that do not see each other.',
    }),
    bias: flag({ default: true, label: 'Bias', help: 'Adds a learned number to each output channel.' }),
    init: initializer(),
  },
  affine: true,
  notation: p =>
    [
      formatKernel(p.kernel, p.stride),
      `${p.filters}`,
      formatPadding(p.padding),
      p.dilation[0] > 1 || p.dilation[1] > 1 ? `dilation ${formatPair(p.dilation)}` : '',
      p.groups > 1 ? `${p.groups} groups` : '',
    ]
      .filter(Boolean)
      .join(', '),
  shape({ x }, p) {
    const [height, width] = slidOver(x, sliding(p));
    return (
      refusesGroups(x[2], p.filters, p.groups) ??
      refusesSliding('kernel', x, sliding(p)) ??
      tooManyWeights([...p.kernel, whenKnown([x[2]], c => c / p.groups), p.filters]) ??
      bounded([height, width, p.filters])
    );
  },
  arithmetic: ({ x }, p) => slidingArithmetic(x, sliding(p)),
  weights({ x }, p) {
    return {
      kernel: { shape: [...p.kernel, whenKnown([x[2]], c => c / p.groups), p.filters], init: p.init },
      bias: p.bias && { shape: [p.filters], init: 'zeros' },
    };
  },
  macs: ({ x }, y, p) =>
    whenKnown(
      [y[0] ?? null, y[1] ?? null, x[2]],
      (h, w, c) => h * w * p.kernel[0] * p.kernel[1] * (c / p.groups) * p.filters,
    ),
  window: ({ x }, p) => slidingWindow(x, sliding(p)),
  keras(k, { x }, p) {
    const sides = explicitSides(p.padding);
    const padded = sides.some(side => side > 0)
      ? k.layer('ZeroPadding2D', { padding: kerasSides(sides), data_format: 'channels_last' }, [x], 'pad')
      : x;
    // tfjs has no groups, and no gradient for dilated kernels.
    const plain = p.groups === 1 && p.dilation[0] === 1 && p.dilation[1] === 1;
    const config = {
      filters: p.filters,
      kernel_size: p.kernel,
      strides: p.stride,
      padding: p.padding === 'same' ? 'same' : 'valid',
      data_format: 'channels_last',
      dilation_rate: p.dilation,
      activation: 'linear',
      use_bias: p.bias,
      kernel_initializer: KERAS_INITIALIZER[p.init],
      bias_initializer: KERAS_INITIALIZER.zeros,
    };
    return plain
      ? k.layer('Conv2D', config, [padded])
      : k.layer('GeneralConv2D', { ...config, groups: p.groups }, [padded]);
  },
  fromKeras: { Conv2D: fromKeras, Convolution2D: fromKeras, GeneralConv2D: fromKeras },
});
