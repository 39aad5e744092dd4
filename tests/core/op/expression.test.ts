import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abs,
  add,
  type Binary,
  compileExpression,
  constant,
  derive,
  div,
  type Expr,
  erf,
  evaluate,
  exp,
  log,
  max,
  min,
  mul,
  neg,
  sameExpr,
  sigmoid,
  softplus,
  sub,
  tanh,
  toTeX,
  type Unary,
  weight,
  where,
  x,
} from '../../../src/core/op/expression';
import { readTeX } from './readTeX';

/** Any tree at all, made node by node without the builders. */
const anyTree: fc.Arbitrary<Expr> = fc.letrec<{ tree: Expr }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constant(x),
    fc.constantFrom(-3, -1, -0.5, 0, 0.2, 1 / 6, 0.5, 1, Math.SQRT1_2, 2, 6, 1e-7).map(constant),
    fc.constant(weight('alpha')),
    fc
      .tuple(fc.constantFrom<Unary>('neg', 'exp', 'log', 'tanh', 'sigmoid', 'softplus', 'erf', 'abs'), tie('tree'))
      .map(([op, a]): Expr => ({ op, a })),
    fc
      .tuple(fc.constantFrom<Binary>('add', 'sub', 'mul', 'div', 'max', 'min'), tie('tree'), tie('tree'))
      .map(([op, a, b]): Expr => ({ op, a, b })),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([test, yes, no]): Expr => ({ op: 'where', test, yes, no })),
  ),
})).tree;

/** Between −4 and 4, and never so close to 0 that products vanish. */
const anyPoint = fc.integer({ min: -4000, max: 4000 }).map(i => (i + 0.37) / 1000);

const BUILDERS = { neg, exp, log, tanh, sigmoid, softplus, erf, abs, add, sub, mul, div, max, min };

/** The same tree, but made by the builders, which simplify. */
function rebuilt(e: Expr): Expr {
  if ('test' in e) return where(rebuilt(e.test), rebuilt(e.yes), rebuilt(e.no));
  if ('b' in e) return BUILDERS[e.op](rebuilt(e.a), rebuilt(e.b));
  return 'a' in e ? BUILDERS[e.op](rebuilt(e.a)) : e;
}

/** Moderate values throughout and choices that are clear: these properties are not about rounding and overflow. */
function tame(e: Expr, at: number, alpha: number): boolean {
  const parts = 'test' in e ? [e.test, e.yes, e.no] : 'b' in e ? [e.a, e.b] : 'a' in e ? [e.a] : [];
  const value = evaluate(e, at, { alpha });
  if ('test' in e && Math.abs(evaluate(e.test, at, { alpha })) < 1e-3) return false;
  return Number.isFinite(value) && Math.abs(value) < 1e4 && parts.every(part => tame(part, at, alpha));
}

const close = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * (1 + Math.abs(a) + Math.abs(b));

describe('evaluating', () => {
  it('computes every primitive', () => {
    const values: readonly [Expr, number][] = [
      [neg(x), -0.5],
      [exp(x), Math.exp(0.5)],
      [log(x), Math.log(0.5)],
      [tanh(x), Math.tanh(0.5)],
      [sigmoid(x), 1 / (1 + Math.exp(-0.5))],
      [softplus(x), Math.log(1 + Math.exp(0.5))],
      [erf(x), 0.5204998778130465],
      [abs(sub(x, 2)), 1.5],
      [add(x, 2), 2.5],
      [sub(x, 2), -1.5],
      [mul(x, 3), 1.5],
      [div(x, 4), 0.125],
      [max(x, 0.25), 0.5],
      [min(x, 0.25), 0.25],
      [where(x, 7, 8), 7],
      [where(sub(x, 0.5), 7, 8), 8],
      [mul(weight('alpha'), x), 0.125],
    ];
    for (const [expr, value] of values)
      expect(evaluate(expr, 0.5, { alpha: 0.25 }), toTeX(expr)).toBeCloseTo(value, 14);
  });

  it('has the error function to a double’s precision (DLMF, table 7.23)', () => {
    const table = { 0: 0, 1: 0.8427007929497149, 2: 0.9953222650189527, 3: 0.9999779095030014, 5: 0.9999999999984626 };
    for (const [at, value] of Object.entries(table)) {
      expect(evaluate(erf(x), Number(at))).toBeCloseTo(value, 14);
      expect(evaluate(erf(x), -Number(at))).toBeCloseTo(-value, 14);
    }
  });

  it('neither overflows nor loses the small end', () => {
    expect(evaluate(sigmoid(x), -745)).toBeGreaterThan(0);
    expect(evaluate(sigmoid(x), 1000)).toBe(1);
    expect(evaluate(sigmoid(x), -1000)).toBe(0);
    expect(evaluate(softplus(x), 1000)).toBe(1000);
    expect(evaluate(softplus(x), -40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(evaluate(where(x, x, sub(exp(x), 1)), 1000)).toBe(1000);
  });

  it('names a weight that was left out', () => {
    expect(() => compileExpression(mul(weight('alpha'), x))).toThrow('alpha');
  });
});

describe('the builders', () => {
  it('drop what has no effect', () => {
    expect(add(x, 0)).toBe(x);
    expect(mul(1, x)).toBe(x);
    expect(neg(neg(x))).toBe(x);
    expect(sub(x, x)).toEqual(constant(0));
    expect(mul(2, mul(x, 3))).toEqual(mul(6, x));
    expect(where(x, 1, 1)).toEqual(constant(1));
  });

  it('change no value of any expression', () => {
    fc.assert(
      fc.property(anyTree, anyPoint, (tree, at) => {
        fc.pre(tame(tree, at, 0.3));
        expect(close(evaluate(tree, at, { alpha: 0.3 }), evaluate(rebuilt(tree), at, { alpha: 0.3 }), 1e-9)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('deriving', () => {
  it('gives the derivatives that a table lists', () => {
    const table: readonly [Expr, Expr][] = [
      [mul(x, x), add(x, x)],
      [exp(mul(2, x)), mul(2, exp(mul(2, x)))],
      [log(x), div(1, x)],
      [tanh(x), sub(1, mul(tanh(x), tanh(x)))],
      [sigmoid(x), mul(sigmoid(x), sub(1, sigmoid(x)))],
      [softplus(x), sigmoid(x)],
      [max(x, 0), where(x, 1, 0)],
      [where(x, x, mul(0.1, x)), where(x, 1, 0.1)],
    ];
    for (const [expr, derivative] of table) expect(sameExpr(derive(expr), derivative), toTeX(derive(expr))).toBe(true);
  });

  it('takes the flat side of ReLU at its kink, as frameworks do', () => {
    expect(evaluate(derive(max(x, 0)), 0)).toBe(0);
  });

  it('agrees with finite differences, for x and for a weight', () => {
    const h = 1e-5;
    fc.assert(
      fc.property(anyTree, anyPoint, fc.boolean(), (tree, at, byWeight) => {
        const f = (d: number): number => evaluate(tree, byWeight ? at : at + d, { alpha: byWeight ? 0.3 + d : 0.3 });
        const slope = (step: number): number => (f(step) - f(-step)) / (2 * step);
        // Near a kink or a pole the differences themselves disagree.
        const sided = [(f(h) - f(0)) / h, (f(0) - f(-h)) / h] as const;
        fc.pre(tame(tree, at, 0.3) && close(...sided, 1e-3) && close(slope(h), slope(3 * h), 1e-5));
        const exact = evaluate(derive(tree, byWeight ? 'alpha' : undefined), at, { alpha: 0.3 });
        expect(close(exact, slope(h), 1e-4), `${toTeX(tree)}: ${exact} and ${slope(h)}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('printing as TeX', () => {
  it('writes what a textbook writes', () => {
    const printed: readonly [Expr, string][] = [
      [max(x, 0), '\\max\\left(0, x\\right)'],
      [mul(x, sigmoid(x)), 'x \\sigma\\left(x\\right)'],
      [div(1, add(1, exp(neg(x)))), '\\frac{1}{1 + e^{-x}}'],
      [softplus(x), '\\ln\\left(1 + e^{x}\\right)'],
      [sub(1, mul(tanh(x), tanh(x))), '1 - \\tanh^{2}\\left(x\\right)'],
      [div(x, add(1, abs(x))), '\\frac{x}{1 + \\left|x\\right|}'],
      [mul(0.5, mul(x, x)), '\\frac{1}{2} x^{2}'],
      [erf(mul(Math.SQRT1_2, x)), '\\operatorname{erf}\\left(\\frac{1}{\\sqrt{2}} x\\right)'],
      [
        where(x, x, mul(weight('alpha'), sub(exp(x), 1))),
        '\\begin{cases} x & \\text{if } x > 0 \\\\ \\alpha \\left(e^{x} - 1\\right) & \\text{otherwise} \\end{cases}',
      ],
    ];
    for (const [expr, tex] of printed) expect(toTeX(expr)).toBe(tex);
  });

  it('keeps signs and brackets', () => {
    expect(toTeX(sub(x, add(x, 1)))).toBe('x - \\left(x + 1\\right)');
    expect(toTeX(mul(add(x, 1), x))).toBe('\\left(x + 1\\right) x');
    expect(toTeX(neg(mul(x, exp(x))))).toBe('-x e^{x}');
    expect(toTeX(add(x, -3))).toBe('x - 3');
    expect(toTeX(where(sub(x, 3), 1, 0))).toContain('x > 3');
    expect(toTeX(where(add(x, 3), 1, 0))).toContain('x > -3');
  });

  it('reads back as the same function, whatever the expression', () => {
    fc.assert(
      fc.property(anyTree, anyPoint, (tree, at) => {
        fc.pre(tame(tree, at, 0.3));
        const read = readTeX(toTeX(tree))({ x: at, alpha: 0.3 });
        expect(close(read, evaluate(tree, at, { alpha: 0.3 }), 1e-4), `${toTeX(tree)}: ${read}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
