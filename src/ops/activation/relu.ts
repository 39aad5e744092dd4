import { activation } from '../../core/op/activation';
import { max, x } from '../../core/op/expression';
import { readNumber } from '../../core/op/kerasConfig';

export const relu = activation({
  id: 'relu',
  title: 'ReLU',
  order: 1,
  summary: 'Keeps positive values and sets negative ones to 0; the usual choice after a convolution.',
  aliases: ['rectified linear unit', 'rectifier', 'nn.ReLU', 'F.relu'],
  expression: () => max(x, 0),
  named: ['relu'],
  fromKeras: {
    ReLU: c =>
      c.max_value == null && readNumber(c, 'negative_slope', 0) === 0 && readNumber(c, 'threshold', 0) === 0
        ? {}
        : null,
  },
});
