import { readNumber } from '../../core/op/kerasConfig';
import { image, operation } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const spatialDropout = operation({
  id: 'spatial_dropout',
  title: 'Spatial dropout',
  short: 'Spatial drop',
  order: 2,
  category: 'regularisation',
  kind: 'drop',
  summary: 'While training, sets whole feature maps to 0; neighbouring pixels are too alike for single ones to matter.',
  aliases: ['dropout2d', 'channel dropout', 'SpatialDropout2D', 'nn.Dropout2d', 'F.dropout2d'],
  glyph:
    '<path d="M3.5 6.5h8v8h-8z"/><path d="M6 6.5V4h8v8h-2.5M8.5 4V2.5h8v8H14" opacity=".45"/><path d="m5.5 8.5 4 4m0-4-4 4"/>',
  formula: 'y_c = \\frac{m_c x_c}{1 - r}, \\quad m_c = 0 \\text{ with probability } r, \\text{ else } 1',
  typed: ['rate'],
  inputs: { x: image('feature maps') },
  params: {
    rate: real({
      default: 0.2,
      min: 0,
      max: 0.99,
      step: 0.05,
      label: 'Rate',
      help: 'Share of the feature maps that each training step drops.',
    }),
  },
  trainingOnly: true,
  notation: p => `${p.rate}`,
  shape: ({ x }) => x,
  keras: (k, { x }, p) => k.layer('SpatialDropout2D', { rate: p.rate }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'noise', mode: 'spatialDropout', amount: p.rate }, [x]),
  fromKeras: {
    SpatialDropout2D: c => (c.data_format === 'channels_first' ? null : allRead({ rate: readNumber(c, 'rate', 0.5) })),
  },
});
