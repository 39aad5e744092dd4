import { activation } from '../../core/op/activation';
import { mul, type Term, toTeX, weight, where, x } from '../../core/op/expression';
import { readNumber } from '../../core/op/kerasConfig';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

const leaky = (slope: Term) => where(x, x, mul(slope, x));

export const leakyRelu = activation({
  id: 'leaky_relu',
  title: 'Leaky ReLU',
  order: 4,
  summary: 'ReLU with a gentle slope for negative values, so that no unit stops learning.',
  aliases: ['lrelu', 'nn.LeakyReLU', 'F.leaky_relu'],
  typed: ['slope'],
  params: {
    slope: real({ default: 0.01, min: 0, max: 1, step: 0.01, label: 'Slope (α)', help: 'Factor for negative values.' }),
  },
  expression: p => leaky(p.slope),
  tex: toTeX(leaky(weight('alpha'))),
  notation: p => `α ${p.slope}`,
  layer: p => ['LeakyReLU', { alpha: p.slope }],
  fromKeras: {
    Activation: c => (c.activation === 'leaky_relu' ? { slope: 0.2 } : null),
    // Keras 3 calls it negative_slope.
    LeakyReLU: c => allRead({ slope: readNumber(c, c.negative_slope === undefined ? 'alpha' : 'negative_slope', 0.3) }),
    ReLU(c) {
      const slope = readNumber(c, 'negative_slope', 0);
      return c.max_value == null && slope !== 0 && readNumber(c, 'threshold', 0) === 0 ? allRead({ slope }) : null;
    },
  },
});
