import { activation } from '../../core/op/activation';
import { sigmoid as logistic, x } from '../../core/op/expression';

export const sigmoid = activation({
  id: 'sigmoid',
  title: 'Sigmoid',
  order: 2,
  summary: 'Squeezes every value into 0 to 1, so that it reads as a probability.',
  aliases: ['logistic', 'nn.Sigmoid', 'F.sigmoid', 'torch.sigmoid'],
  expression: () => logistic(x),
  tex: '\\sigma\\left(x\\right) = \\frac{1}{1 + e^{-x}}',
  named: ['sigmoid'],
});
