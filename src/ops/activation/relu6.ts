import { activation } from '../../core/op/activation';
import { max, min, x } from '../../core/op/expression';
import { readNumber } from '../../core/op/kerasConfig';

export const relu6 = activation({
  id: 'relu6',
  title: 'ReLU6',
  summary: 'ReLU that stops at 6, so that low-precision numbers suffice; from MobileNet.',
  aliases: ['clipped relu', 'nn.ReLU6', 'F.relu6'],
  expression: () => min(max(x, 0), 6),
  tex: '\\min\\left(\\max\\left(0, x\\right), 6\\right)',
  named: ['relu6'],
  layer: () => ['ReLU', { max_value: 6 }],
  fromKeras: {
    ReLU: c =>
      c.max_value === 6 && readNumber(c, 'negative_slope', 0) === 0 && readNumber(c, 'threshold', 0) === 0 ? {} : null,
  },
});
