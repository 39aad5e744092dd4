import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { operation, type Port } from '../../core/op/operation';
import { flag, real } from '../../core/op/params';
import { allRead } from '../kerasFields';

const features: Port = { label: 'tensor', ranks: [1, 2, 3] };

export const layerNorm = operation({
  id: 'layer_norm',
  title: 'Layer normalisation',
  short: 'Layer norm',
  order: 2,
  category: 'normalisation',
  kind: 'norm',
  summary:
    'Brings the features of each sample, on an image the channels of each pixel, to mean 0 and deviation 1; works for a batch of any size.',
  aliases: ['ln', 'layernorm', 'layer normalization', 'nn.LayerNorm', 'F.layer_norm'],
  glyph: '<path d="M3 15c3.5 0 4-10 7-10s3.5 10 7 10"/><path d="M5 10h10" opacity=".4"/>',
  figure: { legend: 'Layer norm' },
  formula: 'y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta',
  inputs: { x: features },
  params: {
    epsilon: real({
      default: 1e-3,
      min: 1e-7,
      max: 1,
      step: 1e-4,
      label: 'Epsilon',
      help: 'Added to the variance so that equal values are not divided by 0.',
    }),
    scale: flag({ default: true, label: 'Scale (γ)', help: 'Learn a factor for each feature.' }),
    center: flag({ default: true, label: 'Shift (β)', help: 'Learn an offset for each feature.' }),
  },
  notation: p => [p.scale ? '' : 'no γ', p.center ? '' : 'no β'].filter(Boolean).join(', '),
  shape: ({ x }) => x,
  weights({ x }, p) {
    const shape = [x.at(-1) ?? null];
    return { gamma: p.scale && { shape, init: 'ones' }, beta: p.center && { shape, init: 'zeros' } };
  },
  keras: (k, { x }, p) =>
    k.layer('LayerNormalization', { axis: -1, epsilon: p.epsilon, center: p.center, scale: p.scale }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'groupNorm', groups: 1, byPixel: true, epsilon: p.epsilon }, [x]),
  fromKeras: {
    LayerNormalization(c) {
      const axis = Array.isArray(c.axis) ? c.axis : [c.axis ?? -1];
      if (axis.length !== 1 || axis[0] === 0) return null;
      return allRead({
        epsilon: readNumber(c, 'epsilon', 1e-3),
        scale: readFlag(c, 'scale', true),
        center: readFlag(c, 'center', true),
      });
    },
  },
});
