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
        multiplier: readNumber(config, 'depth_multiplier', 1),
        init: initializerFromKeras(config.depthwise_initializer),
      })
    : null;

const times = (channels: Dim, multiplier: number): Dim => whenKnown([channels], c => c * multiplier);

export const separableConv2d = operation({
  id: 'separable_conv2d',
  title: 'Separable convolution',
  short: 'Separable',
  category: 'convolution',
  kind: 'conv',
  order: 3,
  glyph: '<path d="M3 4h8v12H3zM7 4v12M3 8h8M3 12h8"/><path d="M14 4v12M17 4v12"/>',
  summary:
    'A depthwise convolution, then a 1×1 convolution that mixes the channels: far fewer weights for nearly the same reach.',
  aliases: ['SeparableConv2D', 'xception', 'depthwise separable', 'sepconv'],
  figure: { verb: 'Separable convolutions' },
  formula:
    'y_{i,j,f} = b_f + \\sum_{c,q} P_{c m + q,\\,f} \\sum_{u,v} K_{u,v,c,q}\\; x_{i s + u d,\\; j s + v d,\\; c}',
  typed: ['filters', 'kernel', 'stride'],
  inputs: { x: image() },
  params: {
    filters: int({
      default: 32,
      min: 1,
      label: 'Output channels',
      help: 'How many channels the 1×1 convolution makes.',
    }),
    ...convolutionParams,
    multiplier: int({ default: 1, min: 1, label: 'Kernels per channel', help: 'Keras calls it the depth multiplier.' }),
    bias: biasParam,
    init: initializer(),
  },
  affine: true,
  notation: p =>
    [
      `separable ${formatKernel(p.kernel, p.stride)}`,
      p.filters,
      ...(p.multiplier > 1 ? [`${p.multiplier} per channel`] : []),
      ...convolutionNotation(p),
    ].join(', '),
  shape({ x }, p) {
    const [height, width] = slidOver(x, slidingKernel(p));
    return (
      refusesSliding('kernel', x, slidingKernel(p)) ??
      tooManyWeights([...p.kernel, x[2], p.multiplier]) ??
      tooManyWeights([times(x[2], p.multiplier), p.filters]) ??
      bounded([height, width, p.filters])
    );
  },
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingKernel(p)),
  weights: ({ x }, p) => ({
    depthwise_kernel: { shape: [...p.kernel, x[2], p.multiplier], init: p.init },
    pointwise_kernel: { shape: [1, 1, times(x[2], p.multiplier), p.filters], init: p.init },
    bias: p.bias && { shape: [p.filters], init: 'zeros' },
  }),
  macs: ({ x }, [height = null, width = null], p) =>
    whenKnown(
      [height, width, times(x[2], p.multiplier)],
      (h, w, channels) => h * w * channels * (p.kernel[0] * p.kernel[1] + p.filters),
    ),
  window: ({ x }, p) => slidingWindow(x, slidingKernel(p)),
  keras(k, { x }, p) {
    const config = {
      filters: p.filters,
      depth_multiplier: p.multiplier,
      ...kerasConvolution(p),
      depthwise_initializer: KERAS_INITIALIZER[p.init],
      pointwise_initializer: KERAS_INITIALIZER[p.init],
    };
    // tfjs has no gradient for dilated kernels.
    const className = isDilated(p) ? 'GeneralSeparableConv2D' : 'SeparableConv2D';
    return k.layer(className, config, [paddedBefore(k, x, p.padding)]);
  },
  engine(b, { x }, p, { x: from }) {
    const window = engineWindow(from.x, slidingKernel(p));
    const shape = [...slidOver(from.x, slidingKernel(p)), times(from.x[2], p.multiplier)];
    const weights = { kernel: 'depthwise_kernel' };
    const spread = b.add({ kind: 'depthwise', ...window, multiplier: p.multiplier }, [x], {
      weights,
      shape,
      without: ['bias'],
    });
    return b.add({ kind: 'linear' }, [spread], { weights: { kernel: 'pointwise_kernel' } });
  },
  fromKeras: { SeparableConv2D: fromKeras, SeparableConvolution2D: fromKeras, GeneralSeparableConv2D: fromKeras },
});
