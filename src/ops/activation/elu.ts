import { activation } from '../../core/op/activation';
import { exp, mul, sub, type Term, toTeX, weight, where, x } from '../../core/op/expression';
import { readNumber } from '../../core/op/kerasConfig';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

const exponential = (alpha: Term) => where(x, x, mul(alpha, sub(exp(x), 1)));

export const elu = activation({
  id: 'elu',
  title: 'ELU',
  summary: 'ReLU that approaches −α smoothly for negative values, which keeps the mean near 0.',
  aliases: ['exponential linear unit', 'nn.ELU', 'F.elu'],
  typed: ['alpha'],
  params: {
    alpha: real({ default: 1, min: 0, max: 10, step: 0.1, label: 'α', help: 'The value approached is −α.' }),
  },
  expression: p => exponential(p.alpha),
  tex: toTeX(exponential(weight('alpha'))),
  notation: p => (p.alpha === 1 ? '' : `α ${p.alpha}`),
  layer: p => ['ELU', { alpha: p.alpha }],
  fromKeras: {
    Activation: c => (c.activation === 'elu' ? { alpha: 1 } : null),
    ELU: c => allRead({ alpha: readNumber(c, 'alpha', 1) }),
  },
});
