import { activation } from '../../core/op/activation';
import { exp, mul, sub, where, x } from '../../core/op/expression';

// Klambauer et al. 2017, to double precision.
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

export const selu = activation({
  id: 'selu',
  title: 'SELU',
  summary: 'Scaled ELU whose constants keep mean 0 and variance 1 from layer to layer.',
  aliases: ['scaled exponential linear unit', 'nn.SELU', 'F.selu'],
  expression: () => where(x, mul(SCALE, x), mul(SCALE * ALPHA, sub(exp(x), 1))),
  tex: '\\lambda \\begin{cases} x & \\text{if } x > 0 \\\\ \\alpha \\left(e^{x} - 1\\right) & \\text{otherwise} \\end{cases} \\quad \\lambda = 1.0507, \\alpha = 1.6733',
  named: ['selu'],
});
