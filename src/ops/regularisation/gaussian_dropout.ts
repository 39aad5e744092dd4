import { readNumber } from '../../core/op/kerasConfig';
import { operation, tensor } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const gaussianDropout = operation({
  id: 'gaussian_dropout',
  title: 'Gaussian dropout',
  short: 'Gauss drop',
  order: 4,
  category: 'regularisation',
  kind: 'drop',
  summary: 'While training, multiplies every value by noise around 1 instead of dropping some.',
  aliases: ['multiplicative noise', 'GaussianDropout'],
  glyph:
    '<circle cx="6" cy="6" r="2"/><circle cx="14" cy="14" r="2" opacity=".4"/><path d="M11.5 6.5l1-2 1 4 1-4 1 4 1-2M2.5 14l1.2-2 1.2 4 1.2-4 1.2 4 1.2-2"/>',
  formula: 'y = x \\odot n, \\quad n \\sim N\\left(1, \\frac{r}{1 - r}\\right)',
  typed: ['rate'],
  inputs: { x: tensor() },
  params: {
    rate: real({
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
      label: 'Rate',
      help: 'As strong as dropout at this rate.',
    }),
  },
  trainingOnly: true,
  notation: p => `${p.rate}`,
  shape: ({ x }) => x,
  keras: (k, { x }, p) => k.layer('GaussianDropout', { rate: p.rate }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'noise', mode: 'gaussianDropout', amount: p.rate }, [x]),
  fromKeras: { GaussianDropout: c => allRead({ rate: readNumber(c, 'rate', 0.5) }) },
});
