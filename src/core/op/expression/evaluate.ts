import type { Binary, Expr, Unary } from './expr';

type Weights = Readonly<Record<string, number>>;

/**
 * Compiles an expression to a closure, for curves of many points.
 * Weights are bound once; one that the expression names and `weights` lacks is a programming error and throws.
 */
export function compileExpression(expr: Expr, weights: Weights = {}): (x: number) => number {
  if ('test' in expr) {
    const test = compileExpression(expr.test, weights);
    const yes = compileExpression(expr.yes, weights);
    const no = compileExpression(expr.no, weights);
    return x => (test(x) > 0 ? yes(x) : no(x));
  }
  if ('b' in expr) {
    const f = BINARY[expr.op];
    const a = compileExpression(expr.a, weights);
    const b = compileExpression(expr.b, weights);
    return x => f(a(x), b(x));
  }
  if ('a' in expr) {
    const f = UNARY[expr.op];
    const a = compileExpression(expr.a, weights);
    return x => f(a(x));
  }
  if (expr.op === 'x') return x => x;
  const value = expr.op === 'const' ? expr.value : weights[expr.name];
  if (value === undefined)
    throw new Error(`The expression's weight ${expr.op === 'weight' ? expr.name : ''} has no value`);
  return () => value;
}

/** The expression's value at `x`. Stable: no overflow where the true value is finite. */
export const evaluate = (expr: Expr, x: number, weights: Weights = {}): number => compileExpression(expr, weights)(x);

const UNARY: Readonly<Record<Unary, (a: number) => number>> = {
  neg: a => -a,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  sigmoid: a => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a))),
  softplus: a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  erf,
  abs: Math.abs,
};

const BINARY: Readonly<Record<Binary, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: Math.max,
  min: Math.min,
};

/** The error function by its series of positive terms, erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! (DLMF 7.6.2). */
function erf(x: number): number {
  // From here on the difference to ±1 is below a double's precision.
  if (Math.abs(x) >= 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
