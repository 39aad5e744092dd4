import { activation } from '../../core/op/activation';
import { tanh as hyperbolic, x } from '../../core/op/expression';

export const tanh = activation({
  id: 'tanh',
  title: 'tanh',
  order: 3,
  summary: 'Squeezes every value smoothly into −1 to 1; the activation of the 1998 LeNet.',
  aliases: ['hyperbolic tangent', 'nn.Tanh', 'F.tanh', 'torch.tanh'],
  expression: () => hyperbolic(x),
  named: ['tanh'],
});
