import { add, constant, div, exp, mul, neg, sigmoid, sub, where } from './build';
import type { Expr } from './expr';

/**
 * The derivative, by the rules of calculus, with respect to `x` or to the weight of that name.
 * At a kink it takes one side, as frameworks do: |x| counts as falling at 0, and ReLU as flat.
 */
export function derive(expr: Expr, weight?: string): Expr {
  const d = (e: Expr): Expr => derive(e, weight);
  switch (expr.op) {
    case 'x':
      return constant(weight === undefined ? 1 : 0);
    case 'const':
      return constant(0);
    case 'weight':
      return constant(expr.name === weight ? 1 : 0);
    case 'neg':
      return neg(d(expr.a));
    case 'exp':
      return mul(d(expr.a), expr);
    case 'log':
      return div(d(expr.a), expr.a);
    case 'tanh':
      return mul(d(expr.a), sub(1, mul(expr, expr)));
    case 'sigmoid':
      return mul(d(expr.a), mul(expr, sub(1, expr)));
    case 'softplus':
      return mul(d(expr.a), sigmoid(expr.a));
    case 'erf':
      return mul(d(expr.a), mul(2 / Math.sqrt(Math.PI), exp(neg(mul(expr.a, expr.a)))));
    case 'abs':
      return mul(d(expr.a), where(expr.a, 1, -1));
    case 'add':
      return add(d(expr.a), d(expr.b));
    case 'sub':
      return sub(d(expr.a), d(expr.b));
    case 'mul':
      return add(mul(d(expr.a), expr.b), mul(expr.a, d(expr.b)));
    case 'div': {
      const [a, b] = [d(expr.a), d(expr.b)];
      if (b.op === 'const' && b.value === 0) return div(a, expr.b);
      return div(sub(mul(a, expr.b), mul(expr.a, b)), mul(expr.b, expr.b));
    }
    case 'max':
      return where(sub(expr.a, expr.b), d(expr.a), d(expr.b));
    case 'min':
      return where(sub(expr.b, expr.a), d(expr.a), d(expr.b));
    case 'where':
      return where(expr.test, d(expr.yes), d(expr.no));
  }
}
