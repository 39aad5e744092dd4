import { readNumber } from '../../core/op/kerasConfig';
import { operation, tensor } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const gaussianNoise = operation({
  id: 'gaussian_noise',
  title: 'Gaussian noise',
  short: 'Noise',
  order: 3,
  category: 'regularisation',
  kind: 'drop',
  summary: 'While training, adds a little noise to every value, so that small differences do not matter.',
  aliases: ['additive noise', 'jitter', 'GaussianNoise'],
  glyph: '<path d="M3 10l1.5-3 1.5 7 1.5-9 1.5 8 1.5-5 1.5 6 1.5-8 1.5 7L17 10"/>',
  formula: 'y = x + \\epsilon, \\quad \\epsilon \\sim N\\left(0, \\sigma^2\\right)',
  typed: ['stddev'],
  inputs: { x: tensor() },
  params: {
    stddev: real({
      default: 0.1,
      min: 0,
      max: 1000,
      step: 0.05,
      label: 'Deviation (σ)',
      help: 'Standard deviation of the noise.',
    }),
  },
  trainingOnly: true,
  notation: p => `σ ${p.stddev}`,
  shape: ({ x }) => x,
  keras: (k, { x }, p) => k.layer('GaussianNoise', { stddev: p.stddev }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'noise', mode: 'gaussianNoise', amount: p.stddev }, [x]),
  fromKeras: { GaussianNoise: c => allRead({ stddev: readNumber(c, 'stddev', 1) }) },
});
