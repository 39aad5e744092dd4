import { image, operation } from '../../core/op/operation';
import { size2d } from '../../core/op/params';
import { whenKnown } from '../../core/op/shape';
import { interpolationFrom, interpolationParam } from '../interpolation';
import { allRead, channelsLast, pairFrom } from '../kerasFields';
import { bounded } from '../limits';
import { formatPair } from '../notation';
import { interpolatedPositions } from '../resampling';

export const upsample = operation({
  id: 'upsample',
  title: 'Upsample',
  category: 'shape',
  kind: 'shape',
  order: 6,
  glyph: '<rect x="3" y="11" width="6" height="6"/><path d="M8 3h9v9M17 3 10.5 9.5"/>',
  summary: 'Makes the image a whole number of times larger, without a learned weight.',
  aliases: ['UpSampling2D', 'nn.Upsample', 'F.interpolate', 'unpool', 'enlarge', 'scale up'],
  figure: { own: true },
  formula: 'y_{i,j,c} = x_{\\lfloor i / f \\rfloor,\\, \\lfloor j / f \\rfloor,\\, c}',
  typed: ['factor'],
  inputs: { x: image() },
  params: {
    factor: size2d({ default: [2, 2], min: 1, label: 'Factor', help: 'How many times higher and wider.' }),
    interpolation: interpolationParam(),
  },
  affine: true,
  notation: p => `× ${formatPair(p.factor)}, ${p.interpolation}`,
  shape({ x }, { factor }) {
    return bounded([whenKnown([x[0]], h => h * factor[0]), whenKnown([x[1]], w => w * factor[1]), x[2]]);
  },
  arithmetic: ({ x }, { factor }) => [
    ...(x[0] === null ? [] : [`height: ${x[0]} · ${factor[0]} = ${x[0] * factor[0]}`]),
    ...(x[1] === null ? [] : [`width: ${x[1]} · ${factor[1]} = ${x[1] * factor[1]}`]),
  ],
  window: (_, { factor, interpolation }) => ({
    kernel: interpolation === 'nearest' ? [1, 1] : [2, 2],
    stride: [1 / factor[0], 1 / factor[1]],
    dilation: [1, 1],
    padding: [0, 0, 0, 0],
  }),
  // tfjs's bilinear layer puts pixel centres elsewhere than Keras does.
  keras: (k, { x }, p) =>
    p.interpolation === 'nearest'
      ? k.layer('UpSampling2D', { size: p.factor, interpolation: 'nearest', data_format: 'channels_last' }, [x])
      : k.layer('Resize2D', { factor: p.factor, interpolation: p.interpolation }, [x]),
  engine: (
    b,
    { x },
    p,
    {
      x: {
        x: [height, width],
      },
      y: [rows, columns],
    },
  ) =>
    b.add(
      {
        kind: 'resample',
        rows: interpolatedPositions(height ?? 1, rows ?? 1, p.interpolation),
        columns: interpolatedPositions(width ?? 1, columns ?? 1, p.interpolation),
      },
      [x],
    ),
  fromKeras: {
    UpSampling2D: config =>
      channelsLast(config)
        ? allRead({
            factor: pairFrom(config.size ?? 2),
            interpolation: interpolationFrom(config.interpolation ?? 'nearest'),
          })
        : null,
    Resize2D: config =>
      allRead({ factor: pairFrom(config.factor), interpolation: interpolationFrom(config.interpolation) }),
  },
});
