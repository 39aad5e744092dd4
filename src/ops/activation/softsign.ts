import { activation } from '../../core/op/activation';
import { abs, add, div, x } from '../../core/op/expression';

export const softsign = activation({
  id: 'softsign',
  title: 'Softsign',
  summary: 'Squeezes every value into −1 to 1 like tanh, but approaches the ends slowly.',
  aliases: ['nn.Softsign', 'F.softsign'],
  expression: () => div(x, add(1, abs(x))),
  named: ['softsign'],
});
