export * from './build';
export { derive } from './derive';
export { compileExpression, evaluate } from './evaluate';
export { type Binary, type Expr, sameExpr, type Unary } from './expr';
export { toTeX } from './tex';
