import type { Binary, Expr, Unary } from '../../core/op/expression';

/** Registers that hold a block of x, of the weight that the expression names, and of the output's gradient. */
const X = 0;
const WEIGHT = 1;
const SLOPE = 2;

/** As src/engine/kernels/elementwise.ts numbers them; 0 is a constant. */
const UNARY: Readonly<Record<Unary, number>> = {
  neg: 1,
  exp: 2,
  log: 3,
  tanh: 4,
  sigmoid: 5,
  softplus: 6,
  erf: 7,
  abs: 8,
};
const BINARY: Readonly<Record<Binary, number>> = { add: 9, sub: 10, mul: 11, div: 12, max: 13, min: 14 };
const WHERE = 15;

export interface ExpressionProgram {
  /** The number of instructions, then five words each. */
  readonly words: Int32Array;
  readonly registers: number;
}

/**
 * An expression as the program that the kernel `evaluate` runs, each part that occurs twice computed once.
 * @param timesSlope multiplies the result by the output's gradient
 */
export function expressionProgram(expr: Expr, timesSlope: boolean): ExpressionProgram {
  const instructions: number[][] = [];
  const known = new Map<string, number>();
  const add = (operation: number, ...operands: number[]): number => {
    const key = [operation, ...operands].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const target = 3 + instructions.length;
    instructions.push([operation, target, operands[0] ?? 0, operands[1] ?? 0, operands[2] ?? 0]);
    known.set(key, target);
    return target;
  };
  const register = (e: Expr): number => {
    if ('test' in e) return add(WHERE, register(e.test), register(e.yes), register(e.no));
    if ('b' in e) return add(BINARY[e.op], register(e.a), register(e.b));
    if ('a' in e) return add(UNARY[e.op], register(e.a));
    if (e.op === 'x') return X;
    return e.op === 'weight' ? WEIGHT : add(0, bitsOf(e.value));
  };
  const result = register(expr);
  // The result is what the last instruction makes; it may have been made before, or be an operand.
  if (timesSlope) instructions.push([BINARY.mul, 3 + instructions.length, result, SLOPE, 0]);
  else instructions.push([BINARY.max, 3 + instructions.length, result, result, 0]);
  return { words: Int32Array.of(instructions.length, ...instructions.flat()), registers: 3 + instructions.length };
}

function bitsOf(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;
}
