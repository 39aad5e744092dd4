import { activation } from '../../core/op/activation';
import { softplus as smooth, x } from '../../core/op/expression';

export const softplus = activation({
  id: 'softplus',
  title: 'Softplus',
  summary: 'A smooth ReLU that is positive everywhere.',
  aliases: ['smooth relu', 'nn.Softplus', 'F.softplus'],
  expression: () => smooth(x),
  named: ['softplus'],
});
