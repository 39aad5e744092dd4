import { activation } from '../../core/op/activation';
import { add, max, min, mul, x } from '../../core/op/expression';

export const hardSigmoid = activation({
  id: 'hard_sigmoid',
  title: 'Hard sigmoid',
  summary: 'The sigmoid as three straight pieces with slope 0.2, as in Keras 2 and TensorFlow.js (PyTorch uses 1/6).',
  aliases: ['hardsigmoid', 'nn.Hardsigmoid', 'F.hardsigmoid'],
  expression: () => max(min(add(mul(0.2, x), 0.5), 1), 0),
  tex: '\\max\\left(0, \\min\\left(0.2 x + 0.5, 1\\right)\\right)',
  named: ['hard_sigmoid'],
});
