import { type Expr, sameExpr, type Unary } from './expr';

// Each builder drops what has no effect (adding 0, multiplying by 1) and works out constants, so that a derivative
// comes out short without a separate pass.

export const x: Expr = { op: 'x' };
export const constant = (value: number): Expr => ({ op: 'const', value });
export const weight = (name: string): Expr => ({ op: 'weight', name });

/** A number stands for itself wherever an expression is expected. */
export type Term = Expr | number;
const expr = (term: Term): Expr => (typeof term === 'number' ? constant(term) : term);
const is = (e: Expr, value: number): boolean => e.op === 'const' && e.value === value;

export function neg(a: Term): Expr {
  const e = expr(a);
  if (e.op === 'const') return constant(-e.value);
  if (e.op === 'neg') return e.a;
  if (e.op === 'mul' && e.a.op === 'const') return mul(-e.a.value, e.b);
  return e.op === 'sub' ? sub(e.b, e.a) : { op: 'neg', a: e };
}

export function add(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const') return constant(l.value + r.value);
  if (is(l, 0)) return r;
  if (is(r, 0)) return l;
  if (r.op === 'neg') return sub(l, r.a);
  return l.op === 'neg' ? sub(r, l.a) : { op: 'add', a: l, b: r };
}

export function sub(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const') return constant(l.value - r.value);
  if (is(r, 0)) return l;
  if (is(l, 0)) return neg(r);
  if (sameExpr(l, r)) return constant(0);
  return r.op === 'neg' ? add(l, r.a) : { op: 'sub', a: l, b: r };
}

export function mul(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const') return constant(l.value * r.value);
  if (is(l, 0) || is(r, 0)) return constant(0);
  if (is(l, 1)) return r;
  if (is(r, 1)) return l;
  // A constant factor comes first, and there is one at most.
  if (r.op === 'const') return mul(r, l);
  if (is(l, -1)) return neg(r);
  if (l.op === 'neg') return neg(mul(l.a, r));
  if (r.op === 'neg') return neg(mul(l, r.a));
  if (r.op === 'mul' && r.a.op === 'const') return mul(mul(l, r.a), r.b);
  if (l.op === 'mul' && l.a.op === 'const') return { op: 'mul', a: l.a, b: mul(l.b, r) };
  return { op: 'mul', a: l, b: r };
}

export function div(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const' && r.value !== 0) return constant(l.value / r.value);
  if (is(l, 0)) return l;
  if (is(r, 1)) return l;
  return l.op === 'neg' ? neg(div(l.a, r)) : { op: 'div', a: l, b: r };
}

export function max(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const') return constant(Math.max(l.value, r.value));
  return sameExpr(l, r) ? l : { op: 'max', a: l, b: r };
}

export function min(a: Term, b: Term): Expr {
  const [l, r] = [expr(a), expr(b)];
  if (l.op === 'const' && r.op === 'const') return constant(Math.min(l.value, r.value));
  return sameExpr(l, r) ? l : { op: 'min', a: l, b: r };
}

/** `yes` where `test` > 0, else `no`. */
export function where(test: Term, yes: Term, no: Term): Expr {
  const [t, y, n] = [expr(test), expr(yes), expr(no)];
  if (t.op === 'const') return t.value > 0 ? y : n;
  return sameExpr(y, n) ? y : { op: 'where', test: t, yes: y, no: n };
}

const unary =
  (op: Unary) =>
  (a: Term): Expr => ({ op, a: expr(a) });
export const exp = unary('exp');
export const log = unary('log');
export const tanh = unary('tanh');
export const sigmoid = unary('sigmoid');
/** ln(1 + eˣ) */
export const softplus = unary('softplus');
export const erf = unary('erf');
export const abs = unary('abs');
