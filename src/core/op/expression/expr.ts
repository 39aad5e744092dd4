/** A function of one number `x` and named weights, as a small tree that can be evaluated, derived and printed. */
export type Expr =
  | { readonly op: 'x' }
  | { readonly op: 'const'; readonly value: number }
  /** A learned value, such as PReLU's slope. */
  | { readonly op: 'weight'; readonly name: string }
  | { readonly op: Unary; readonly a: Expr }
  | { readonly op: Binary; readonly a: Expr; readonly b: Expr }
  /** `yes` where `test` > 0, else `no`; the other branch may be infinite there, so it must be picked, never blended. */
  | { readonly op: 'where'; readonly test: Expr; readonly yes: Expr; readonly no: Expr };
export type Unary = 'neg' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'abs';
export type Binary = 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min';

/** True when both trees are the same, node by node. */
export function sameExpr(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if ('test' in a) {
    return 'test' in b && sameExpr(a.test, b.test) && sameExpr(a.yes, b.yes) && sameExpr(a.no, b.no);
  }
  if (a.op !== b.op) return false;
  if ('b' in a) return 'b' in b && sameExpr(a.a, b.a) && sameExpr(a.b, b.b);
  if ('a' in a) return 'a' in b && sameExpr(a.a, b.a);
  if (a.op === 'const') return b.op === 'const' && a.value === b.value;
  return a.op === 'x' || (b.op === 'weight' && a.name === b.name);
}
