import { activation } from '../../core/op/activation';
import { mul, weight, where, x } from '../../core/op/expression';
import { choice } from '../../core/op/params';
import type { Shape } from '../../core/op/shape';

const alpha = weight('alpha');

/** The axes along which Keras shares a slope, counted from 1; `null` shares along none. */
const sharedAxes = (share: 'channel' | 'all' | 'none', rank: number): readonly number[] | null =>
  share === 'none' ? null : Array.from({ length: share === 'all' ? rank : rank - 1 }, (_, axis) => axis + 1);

function slopes(share: 'channel' | 'all' | 'none', shape: Shape): Shape {
  const shared = sharedAxes(share, shape.length);
  return shape.map((size, axis) => (shared?.includes(axis + 1) ? 1 : size));
}

export const prelu = activation({
  id: 'prelu',
  title: 'PReLU',
  summary: 'Leaky ReLU that learns its slope for negative values (He et al. 2015).',
  aliases: ['parametric relu', 'nn.PReLU', 'F.prelu'],
  params: {
    share: choice({
      default: 'channel',
      options: { channel: 'one per channel', all: 'one for all', none: 'one per value' },
      label: 'Slopes',
      help: 'How many slopes are learned.',
    }),
  },
  expression: () => where(x, x, mul(alpha, x)),
  notation: p => (p.share === 'channel' ? '' : p.share === 'all' ? 'one α' : 'α per value'),
  weights: (shape, p) => ({ alpha: { shape: slopes(p.share, shape), init: 'constant_0.25' } }),
  layer: (p, shape) => [
    'PReLU',
    {
      alpha_initializer: { class_name: 'Constant', config: { value: 0.25 } },
      shared_axes: sharedAxes(p.share, shape.length),
    },
  ],
  fromKeras: {
    PReLU(c) {
      const axes = c.shared_axes ?? null;
      if (axes === null) return { share: 'none' };
      if (!Array.isArray(axes)) return null;
      // [1, 2] of an image and [] of a vector leave the channels; the counts 1 and 3 leave nothing.
      return { share: axes.length % 2 === 0 ? 'channel' : 'all' };
    },
  },
});
