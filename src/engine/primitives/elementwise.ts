import { add, constant, derive, type Expr, max, sameExpr, sigmoid, tanh, where, x } from '../../core/op/expression';
import { inBuffer } from '../plan/call';
import { expressionProgram } from '../plan/expression-program';
import type { Stage } from '../plan/stage';
import type { PrimitivePlan } from './primitive';

/** Those with a loop of their own, whose derivative follows from their value. */
const RELU = 0;
const TANH = 1;
const SIGMOID = 2;

function kindOf(expr: Expr): number | null {
  if (sameExpr(expr, tanh(x))) return TANH;
  if (sameExpr(expr, sigmoid(x))) return SIGMOID;
  const relus = [max(x, 0), max(0, x), where(x, x, 0)];
  return relus.some(relu => sameExpr(expr, relu)) ? RELU : null;
}

/** The name of the one weight that an expression may have. */
function weightIn(expr: Expr): string | null {
  if (expr.op === 'weight') return expr.name;
  if ('test' in expr) return weightIn(expr.test) ?? weightIn(expr.yes) ?? weightIn(expr.no);
  if ('b' in expr) return weightIn(expr.a) ?? weightIn(expr.b);
  return 'a' in expr ? weightIn(expr.a) : null;
}

/** Values of the weight, which repeats along the tensor. */
function repeats(s: Stage, name: string): number {
  const size = s.notes.get(`size of ${name}`);
  return typeof size === 'number' ? size : 1;
}

function run(s: Stage, expr: Expr, slope: boolean, to: ReturnType<typeof inBuffer>, addTo: 0 | 1): void {
  const { words, registers } = expressionProgram(expr, slope);
  const name = weightIn(expr);
  const weight = name === null ? 0 : s.needed(name);
  const wSize = name === null ? 1 : repeats(s, name);
  const { size } = s.output;
  s.call(
    'evaluate',
    ...[s.plant.table(words), s.x, weight, wSize, slope ? s.dy : 0, to, s.scratch(registers * 64), addTo, size],
    'count',
  );
}

export const elementwise: PrimitivePlan<'elementwise'> = {
  keepsOutput: true,
  forward(s, p) {
    const kind = kindOf(p.expression);
    if (kind === null) {
      const name = weightIn(p.expression);
      if (name !== null) s.notes.set(`size of ${name}`, s.plant.sizeOfWeight(s.node.weights[name] ?? ''));
      return run(s, p.expression, false, s.y, 0);
    }
    if (s.input.spare && s.input.readers === 1) s.output.value = s.input.value;
    s.call('activate', kind, s.x, s.y, s.output.size, 'count');
  },
  backward(s, p) {
    const kind = kindOf(p.expression);
    const name = weightIn(p.expression);
    const slopes = name === null ? null : s.weightGradient(name);
    if (name !== null && slopes) {
      const size = repeats(s, name);
      const parts = inBuffer(s.perImage(s.output.size));
      // Zero added, because a derivative may be a constant.
      run(s, add(derive(p.expression, name), constant(0)), true, parts, 0);
      const table = s.plant.table(Int32Array.from({ length: s.output.size }, (_, i) => i % size));
      s.call('reduce', parts, s.output.size, slopes, 0, table, 'count');
    }
    const { dy, y } = s;
    if (kind !== null) {
      const target = s.gradientInPlace();
      if (target) s.call('activateGradient', kind, y, dy, target.to, s.output.size, target.add, 'count');
      return;
    }
    const target = s.gradientOf();
    if (target) run(s, derive(p.expression), true, target.to, target.add);
  },
};
