import { activation } from '../../core/op/activation';
import { add, erf, mul, x } from '../../core/op/expression';

export const gelu = activation({
  id: 'gelu',
  title: 'GELU',
  order: 6,
  summary: 'Weights each value by the chance that a normal variable lies below it; common in transformers.',
  aliases: ['gaussian error linear unit', 'nn.GELU', 'F.gelu'],
  expression: () => mul(mul(0.5, x), add(1, erf(mul(Math.SQRT1_2, x)))),
  tex: '\\frac{x}{2} \\left(1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)\\right)',
  named: ['gelu'],
});
