import { activation } from '../../core/op/activation';
import { mul, softplus, tanh, x } from '../../core/op/expression';

export const mish = activation({
  id: 'mish',
  title: 'Mish',
  summary: 'The value times the tanh of its softplus; close to SiLU, with a slightly deeper dip.',
  aliases: ['nn.Mish', 'F.mish'],
  expression: () => mul(x, tanh(softplus(x))),
  named: ['mish'],
});
