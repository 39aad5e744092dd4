/** A function of one number `x` and named parameters, as a small tree that can be evaluated, derived and printed. */
export type Expr =
  | { readonly op: 'x' }
  | { readonly op: 'const'; readonly value: number }
  /** A learned value, such as PReLU's slope. */
  | { readonly op: 'weight'; readonly name: string }
  | { readonly op: Unary; readonly a: Expr }
  | { readonly op: Binary; readonly a: Expr; readonly b: Expr }
  /** `yes` where `test` > 0, else `no`. */
  | { readonly op: 'where'; readonly test: Expr; readonly yes: Expr; readonly no: Expr };
export type Unary = 'neg' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'abs';
export type Binary = 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min';
