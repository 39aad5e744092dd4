import { readNumber } from '../../core/op/kerasConfig';
import { operation, tensor } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const dropout = operation({
  id: 'dropout',
  title: 'Dropout',
  order: 1,
  category: 'regularisation',
  kind: 'drop',
  summary: 'While training, sets random values to 0 and scales up the rest, so that no unit relies on one other.',
  aliases: ['nn.Dropout', 'F.dropout', 'regularisation', 'regularization'],
  glyph:
    '<circle cx="6" cy="6" r="2"/><circle cx="14" cy="14" r="2"/><path d="m12.3 4.3 3.4 3.4m0-3.4-3.4 3.4M4.3 12.3l3.4 3.4m0-3.4-3.4 3.4"/>',
  formula: 'y = \\frac{m \\odot x}{1 - r}, \\quad m_i = 0 \\text{ with probability } r, \\text{ else } 1',
  typed: ['rate'],
  inputs: { x: tensor() },
  params: {
    rate: real({
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
      label: 'Rate',
      help: 'Share of the values that each training step drops.',
    }),
  },
  trainingOnly: true,
  notation: p => `${p.rate}`,
  shape: ({ x }) => x,
  keras: (k, { x }, p) => k.layer('Dropout', { rate: p.rate }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'noise', mode: 'dropout', amount: p.rate }, [x]),
  fromKeras: { Dropout: c => (c.noise_shape == null ? allRead({ rate: readNumber(c, 'rate', 0.5) }) : null) },
});
