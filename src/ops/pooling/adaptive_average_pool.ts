import { image, operation } from '../../core/op/operation';
import { size2d } from '../../core/op/params';
import type { Dim } from '../../core/op/shape';
import { allRead, channelsLast, pairFrom } from '../kerasFields';
import { bounded } from '../limits';
import { formatSize } from '../notation';
import { averagedPositions } from '../resampling';

/** The longest window of one axis: from ⌊i · in / out⌋ to ⌈(i + 1) · in / out⌉. */
function longestWindow(size: number, output: number): number {
  let longest = 1;
  for (let i = 0; i < Math.min(output, size); i++)
    longest = Math.max(longest, Math.ceil(((i + 1) * size) / output) - Math.floor((i * size) / output));
  return longest;
}

const divides = (size: Dim, output: number): size is number => size !== null && size % output === 0;

export const adaptiveAveragePool = operation({
  id: 'adaptive_average_pool',
  title: 'Adaptive average pooling',
  short: 'Adaptive avg',
  category: 'pooling',
  kind: 'avg',
  order: 6,
  glyph:
    '<path d="M4 4h12v12H4zM9 4v12M4 9h12" stroke-dasharray="2 2"/><path d="M6 12.5h8" stroke-width="3.4" opacity=".55"/>',
  summary: 'Averages over as many windows as the output has pixels, whatever size comes in.',
  aliases: ['nn.AdaptiveAvgPool2d', 'AdaptiveAveragePooling2D', 'spatial pyramid', 'resize'],
  figure: { verb: 'Average pooling', legend: 'AvgPool' },
  formula:
    'y_{i,j,c} = \\operatorname{mean}\\; x_{u,v,c},\\quad \\lfloor i H / h \\rfloor \\le u < \\lceil (i+1) H / h \\rceil',
  typed: ['size'],
  inputs: { x: image() },
  params: { size: size2d({ default: [1, 1], min: 1, label: 'Output size', help: 'Height and width that come out.' }) },
  affine: true,
  notation: p => `average to ${formatSize(p.size)}`,
  shape: ({ x }, p) => bounded([...p.size, x[2]]),
  window: ({ x }, p) => ({
    kernel: [longestWindow(x[0] ?? 1, p.size[0]), longestWindow(x[1] ?? 1, p.size[1])],
    stride: [Math.max(1, Math.floor((x[0] ?? 1) / p.size[0])), Math.max(1, Math.floor((x[1] ?? 1) / p.size[1]))],
    dilation: [1, 1],
    padding: [0, 0, 0, 0],
  }),
  keras(k, { x }, p, { x: { x: from } }) {
    const [height, width] = from;
    if (!divides(height, p.size[0]) || !divides(width, p.size[1]))
      return k.layer('AdaptiveAveragePooling2D', { output_size: p.size, data_format: 'channels_last' }, [x]);
    const window = [height / p.size[0], width / p.size[1]];
    return k.layer(
      'AveragePooling2D',
      { pool_size: window, strides: window, padding: 'valid', data_format: 'channels_last' },
      [x],
    );
  },
  engine: (
    b,
    { x },
    p,
    {
      x: {
        x: [height, width],
      },
    },
  ) =>
    b.add(
      {
        kind: 'resample',
        rows: averagedPositions(height ?? 1, p.size[0]),
        columns: averagedPositions(width ?? 1, p.size[1]),
      },
      [x],
    ),
  fromKeras: {
    AdaptiveAveragePooling2D: config => (channelsLast(config) ? allRead({ size: pairFrom(config.output_size) }) : null),
  },
});
