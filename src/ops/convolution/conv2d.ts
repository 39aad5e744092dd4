import { readNumber } from '../../core/op/kerasConfig';
import { image, type KerasConfig, operation } from '../../core/op/operation';
import { int, type ParamValues } from '../../core/op/params';
import { type Dim, whenKnown } from '../../core/op/shape';
import {
  biasParam,
  convolutionFromKeras,
  convolutionNotation,
  convolutionParams,
  isDilated,
  kerasConvolution,
  paddedBefore,
  slidingKernel,
} from '../convolving';
import { refusesGroups } from '../groups';
import { initializer, initializerFromKeras, KERAS_INITIALIZER } from '../initializer';
import { allRead, channelsLast } from '../kerasFields';
import { bounded, tooManyWeights } from '../limits';
import { formatKernel } from '../notation';
import { engineWindow, refusesSliding, slidingArithmetic, slidingWindow, slidOver } from '../sliding';

const fromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config)
    ? allRead({
        ...convolutionFromKeras(config),
        filters: readNumber(config, 'filters', Number.NaN),
        groups: readNumber(config, 'groups', 1),
        init: initializerFromKeras(config.kernel_initializer),
      })
    : null;

const share = (channels: Dim, groups: number): Dim => whenKnown([channels], c => c / groups);

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
  aliases: ['conv', 'nn.Conv2d', 'Conv2D', 'kernel', 'filter', 'grouped convolution', 'dilated', 'atrous'],
  figure: { verb: 'Convolutions', legend: 'Convolution' },
  formula: 'y_{i,j,f} = b_f + \\sum_{u,v,c} K_{u,v,c,f}\\; x_{i s + u d,\\; j s + v d,\\; c}',
  typed: ['filters', 'kernel', 'stride'],
  inputs: { x: image() },
  params: {
    filters: int({ default: 32, min: 1, label: 'Output channels', help: 'How many kernels, each making one channel.' }),
    ...convolutionParams,
    groups: int({
      default: 1,
      min: 1,
      label: 'Groups',
      help: 'Splits the channels into groups that do not see each other.',
    }),
    bias: biasParam,
    init: initializer(),
  },
  affine: true,
  notation: p =>
    [
      formatKernel(p.kernel, p.stride),
      p.filters,
      ...convolutionNotation(p),
      ...(p.groups > 1 ? [`${p.groups} groups`] : []),
    ].join(', '),
  shape({ x }, p) {
    const [height, width] = slidOver(x, slidingKernel(p));
    return (
      refusesGroups(x[2], p.filters, p.groups) ??
      refusesSliding('kernel', x, slidingKernel(p)) ??
      tooManyWeights([...p.kernel, share(x[2], p.groups), p.filters]) ??
      bounded([height, width, p.filters])
    );
  },
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingKernel(p)),
  weights: ({ x }, p) => ({
    kernel: { shape: [...p.kernel, share(x[2], p.groups), p.filters], init: p.init },
    bias: p.bias && { shape: [p.filters], init: 'zeros' },
  }),
  macs: ({ x }, y, p) =>
    whenKnown([...y, ...p.kernel, share(x[2], p.groups)], (...sizes) => sizes.reduce((a, b) => a * b)),
  window: ({ x }, p) => slidingWindow(x, slidingKernel(p)),
  keras(k, { x }, p) {
    const padded = paddedBefore(k, x, p.padding);
    const config = { filters: p.filters, ...kerasConvolution(p), kernel_initializer: KERAS_INITIALIZER[p.init] };
    // tfjs has no groups, and no gradient for dilated kernels.
    return p.groups === 1 && !isDilated(p)
      ? k.layer('Conv2D', config, [padded])
      : k.layer('GeneralConv2D', { ...config, groups: p.groups }, [padded]);
  },
  engine: (b, { x }, p, { x: from }) =>
    b.add({ kind: 'convolution', ...engineWindow(from.x, slidingKernel(p)), groups: p.groups }, [x]),
  fromKeras: { Conv2D: fromKeras, Convolution2D: fromKeras, GeneralConv2D: fromKeras },
});
