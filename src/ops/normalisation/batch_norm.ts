import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { operation, type Port } from '../../core/op/operation';
import { flag, real } from '../../core/op/params';
import { allRead } from '../kerasFields';

const features: Port = { label: 'tensor', ranks: [1, 2, 3] };

export const batchNorm = operation({
  id: 'batch_norm',
  title: 'Batch normalisation',
  short: 'Batch norm',
  order: 1,
  category: 'normalisation',
  kind: 'norm',
  summary:
    'Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it by learned amounts; once trained, it uses running averages.',
  aliases: ['bn', 'batchnorm', 'batch normalization', 'nn.BatchNorm2d', 'nn.BatchNorm1d', 'F.batch_norm'],
  glyph: '<path d="M3 15c3.5 0 4-10 7-10s3.5 10 7 10"/><path d="M10 5v10" opacity=".4"/>',
  figure: { legend: 'Batch norm' },
  formula: 'y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta',
  inputs: { x: features },
  params: {
    momentum: real({
      default: 0.99,
      min: 0,
      max: 1,
      step: 0.01,
      label: 'Momentum',
      help: 'Share of the running average that each batch keeps; PyTorch states the rest (0.01 for 0.99).',
    }),
    epsilon: real({
      default: 1e-3,
      min: 1e-7,
      max: 1,
      step: 1e-4,
      label: 'Epsilon',
      help: 'Added to the variance so that a constant channel is not divided by 0.',
    }),
    scale: flag({ default: true, label: 'Scale (γ)', help: 'Learn a factor for each channel.' }),
    center: flag({ default: true, label: 'Shift (β)', help: 'Learn an offset for each channel.' }),
  },
  trainingOnly: true,
  notation: p => [p.scale ? '' : 'no γ', p.center ? '' : 'no β'].filter(Boolean).join(', '),
  shape: ({ x }) => x,
  weights({ x }, p) {
    const shape = [x.at(-1) ?? null];
    return {
      gamma: p.scale && { shape, init: 'ones' },
      beta: p.center && { shape, init: 'zeros' },
      moving_mean: { shape, init: 'zeros', trainable: false },
      moving_variance: { shape, init: 'ones', trainable: false },
    };
  },
  keras: (k, { x }, p) =>
    k.layer(
      'BatchNormalization',
      { axis: -1, momentum: p.momentum, epsilon: p.epsilon, center: p.center, scale: p.scale },
      [x],
    ),
  engine: (b, { x }, p) => b.add({ kind: 'batchNorm', momentum: p.momentum, epsilon: p.epsilon }, [x]),
  fromKeras: {
    BatchNormalization(c) {
      // A saved model names the axis from the front, [3] for an image, so only the first one is surely not the channels'.
      const axis = Array.isArray(c.axis) ? c.axis : [c.axis ?? -1];
      if (axis.length !== 1 || axis[0] === 0) return null;
      return allRead({
        momentum: readNumber(c, 'momentum', 0.99),
        epsilon: readNumber(c, 'epsilon', 1e-3),
        scale: readFlag(c, 'scale', true),
        center: readFlag(c, 'center', true),
      });
    },
  },
});
