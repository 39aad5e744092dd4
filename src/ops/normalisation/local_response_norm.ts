import { readNumber } from '../../core/op/kerasConfig';
import { image, operation } from '../../core/op/operation';
import { int, real } from '../../core/op/params';
import { allRead } from '../kerasFields';

export const localResponseNorm = operation({
  id: 'local_response_norm',
  title: 'Local response normalisation',
  short: 'LRN',
  order: 4,
  category: 'normalisation',
  kind: 'norm',
  summary: 'Damps each value where its neighbouring channels are strong at the same pixel; from AlexNet.',
  aliases: ['lrn', 'local response normalization', 'alexnet', 'nn.LocalResponseNorm', 'F.local_response_norm'],
  glyph: '<path d="M3 16V9M6.5 16v-4M10 16V4M13.5 16v-4M17 16V9" stroke-width="2.2"/>',
  figure: { legend: 'Local response norm' },
  formula: 'y_c = \\frac{x_c}{\\left(k + \\alpha \\sum_{i=c-r}^{c+r} x_i^2\\right)^{\\beta}}',
  typed: ['radius'],
  inputs: { x: image() },
  params: {
    radius: int({
      default: 2,
      min: 0,
      max: 1024,
      label: 'Radius (r)',
      help: 'Channels to either side that count; 2 makes a window of 5.',
    }),
    bias: real({ default: 2, min: 0.001, max: 1000, step: 0.5, label: 'Bias (k)' }),
    alpha: real({
      default: 1e-4,
      min: 0,
      max: 1000,
      step: 1e-4,
      label: 'Strength (α)',
      help: 'PyTorch divides its alpha by the window: for its 5e-4 over 5 channels, write 1e-4.',
    }),
    beta: real({ default: 0.75, min: 0, max: 10, step: 0.05, label: 'Exponent (β)' }),
  },
  notation: p => `${2 * p.radius + 1} channels`,
  shape: ({ x }) => x,
  keras: (k, { x }, p) =>
    k.layer('LocalResponseNormalization', { depth_radius: p.radius, bias: p.bias, alpha: p.alpha, beta: p.beta }, [x]),
  engine: (b, { x }, { radius, bias, alpha, beta }) => b.add({ kind: 'responseNorm', radius, bias, alpha, beta }, [x]),
  fromKeras: {
    LocalResponseNormalization: c =>
      allRead({
        radius: readNumber(c, 'depth_radius', 5),
        bias: readNumber(c, 'bias', 1),
        alpha: readNumber(c, 'alpha', 1),
        beta: readNumber(c, 'beta', 0.5),
      }),
  },
});
