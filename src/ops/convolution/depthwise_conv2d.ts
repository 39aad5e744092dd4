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
        multiplier: readNumber(config, 'depth_multiplier', 1),
        init: initializerFromKeras(config.depthwise_initializer),
      })
    : null;

const times = (channels: Dim, multiplier: number): Dim => whenKnown([channels], c => c * multiplier);

export const depthwiseConv2d = operation({
  id: 'depthwise_conv2d',
  title: 'Depthwise convolution',
  short: 'Depthwise',
  category: 'convolution',
  kind: 'conv',
  order: 2,
  glyph:
    '<path d="M4 4h12v12H4zM8 4v12M12 4v12M4 8h12M4 12h12"/><rect x="8" y="4" width="4" height="12" fill="currentColor" opacity=".6"/>',
  summary: 'Gives each channel kernels of its own; channels do not mix. The light half of MobileNet.',
  aliases: ['dwconv', 'DepthwiseConv2D', 'channelwise', 'mobilenet', 'nn.Conv2d groups=in_channels'],
  figure: { verb: 'Depthwise convolutions' },
  formula: 'y_{i,j,\\,c m + q} = b_{c m + q} + \\sum_{u,v} K_{u,v,c,q}\\; x_{i s + u d,\\; j s + v d,\\; c}',
  typed: ['kernel', 'stride'],
  inputs: { x: image() },
  params: {
    multiplier: int({ default: 1, min: 1, label: 'Kernels per channel', help: 'Keras calls it the depth multiplier.' }),
    ...convolutionParams,
    bias: biasParam,
    init: initializer(),
  },
  affine: true,
  notation: p =>
    [
      `depthwise ${formatKernel(p.kernel, p.stride)}`,
      ...(p.multiplier > 1 ? [`${p.multiplier} per channel`] : []),
      ...convolutionNotation(p),
    ].join(', '),
  shape({ x }, p) {
    const [height, width] = slidOver(x, slidingKernel(p));
    return (
      refusesSliding('kernel', x, slidingKernel(p)) ??
      tooManyWeights([...p.kernel, x[2], p.multiplier]) ??
      bounded([height, width, times(x[2], p.multiplier)])
    );
  },
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingKernel(p)),
  weights: ({ x }, p) => ({
    depthwise_kernel: { shape: [...p.kernel, x[2], p.multiplier], init: p.init },
    bias: p.bias && { shape: [times(x[2], p.multiplier)], init: 'zeros' },
  }),
  macs: (_, y, p) => whenKnown([...y, ...p.kernel], (...sizes) => sizes.reduce((a, b) => a * b)),
  window: ({ x }, p) => slidingWindow(x, slidingKernel(p)),
  keras(k, { x }, p) {
    const config = {
      depth_multiplier: p.multiplier,
      ...kerasConvolution(p),
      depthwise_initializer: KERAS_INITIALIZER[p.init],
    };
    // tfjs's own layer overlooks dilation.
    const className = isDilated(p) ? 'GeneralDepthwiseConv2D' : 'DepthwiseConv2D';
    return k.layer(className, config, [paddedBefore(k, x, p.padding)]);
  },
  engine: (b, { x }, p, { x: from }) =>
    b.add({ kind: 'depthwise', ...engineWindow(from.x, slidingKernel(p)), multiplier: p.multiplier }, [x], {
      weights: { kernel: 'depthwise_kernel' },
    }),
  fromKeras: { DepthwiseConv2D: fromKeras, GeneralDepthwiseConv2D: fromKeras },
});
