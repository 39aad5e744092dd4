import { activation } from '../../core/op/activation';
import { mul, sigmoid, x } from '../../core/op/expression';

export const silu = activation({
  id: 'silu',
  title: 'SiLU',
  order: 5,
  summary: 'The value times its sigmoid, a smooth ReLU with a small dip; also called swish.',
  aliases: ['swish', 'sigmoid linear unit', 'nn.SiLU', 'F.silu'],
  expression: () => mul(x, sigmoid(x)),
  named: ['swish', 'silu'],
});
