import { image, operation } from '../../core/op/operation';
import { size2d } from '../../core/op/params';
import { interpolationFrom, interpolationParam } from '../interpolation';
import { allRead, pairFrom } from '../kerasFields';
import { bounded } from '../limits';
import { formatSize } from '../notation';
import { interpolatedPositions } from '../resampling';

export const resize = operation({
  id: 'resize',
  title: 'Resize',
  category: 'shape',
  kind: 'shape',
  order: 7,
  glyph: '<rect x="3" y="3" width="14" height="14" opacity=".4"/><path d="M7 13 13 7M9 7h4v4M11 13H7V9"/>',
  summary: 'Brings the image to a height and width of your choice, larger or smaller.',
  aliases: ['Resizing', 'F.interpolate', 'nn.Upsample', 'scale', 'downsample'],
  figure: { own: true },
  formula: 'y_{i,j,c} = x_{\\lfloor i H / h \\rfloor,\\, \\lfloor j W / w \\rfloor,\\, c}',
  typed: ['size'],
  inputs: { x: image() },
  params: {
    size: size2d({ default: [32, 32], min: 1, label: 'Size', help: 'Height and width that come out.' }),
    interpolation: interpolationParam(),
  },
  affine: true,
  notation: p => `to ${formatSize(p.size)}, ${p.interpolation}`,
  shape: ({ x }, { size }) => bounded([...size, x[2]]),
  keras: (k, { x }, p) => k.layer('Resize2D', { size: p.size, interpolation: p.interpolation }, [x]),
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
    Resize2D: config =>
      allRead({ size: pairFrom(config.size), interpolation: interpolationFrom(config.interpolation) }),
    Resizing: config =>
      config.crop_to_aspect_ratio === true
        ? null
        : allRead({
            size: pairFrom([config.height, config.width]),
            interpolation: interpolationFrom(config.interpolation ?? 'bilinear'),
          }),
  },
});
