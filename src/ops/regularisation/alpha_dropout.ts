import { readNumber } from '../../core/op/kerasConfig';
import { operation, tensor } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const alphaDropout = operation({
  id: 'alpha_dropout',
  title: 'Alpha dropout',
  order: 5,
  category: 'regularisation',
  kind: 'drop',
  summary: 'Dropout that keeps mean and variance, made for SELU: dropped values take its lower bound instead of 0.',
  aliases: ['AlphaDropout', 'nn.AlphaDropout', 'F.alpha_dropout'],
  glyph:
    '<circle cx="6" cy="6" r="2"/><circle cx="14" cy="14" r="2"/><path d="m12.3 4.3 3.4 3.4m0-3.4-3.4 3.4M4 14h4.5"/>',
  formula: 'y = a \\left(m \\odot x - \\lambda \\alpha \\left(1 - m\\right)\\right) + b',
  typed: ['rate'],
  inputs: { x: tensor() },
  params: {
    rate: real({
      default: 0.1,
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
  keras: (k, { x }, p) => k.layer('AlphaDropout', { rate: p.rate }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'noise', mode: 'alphaDropout', amount: p.rate }, [x]),
  fromKeras: { AlphaDropout: c => (c.noise_shape == null ? allRead({ rate: readNumber(c, 'rate', 0.5) }) : null) },
});
