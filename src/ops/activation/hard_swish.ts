import { activation } from '../../core/op/activation';
import { add, div, max, min, mul, x } from '../../core/op/expression';

export const hardSwish = activation({
  id: 'hard_swish',
  title: 'Hard swish',
  summary: 'SiLU from straight pieces, cheap on small devices; from MobileNet v3.',
  aliases: ['hswish', 'hard_silu', 'nn.Hardswish', 'F.hardswish'],
  expression: () => div(mul(x, min(max(add(x, 3), 0), 6)), 6),
  tex: 'x \\frac{\\min\\left(\\max\\left(0, x + 3\\right), 6\\right)}{6}',
  named: ['hard_swish', 'hard_silu'],
});
