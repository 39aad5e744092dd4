import { columnsOf, rowsOf, type Stage } from '../plan/stage';
import type { PrimitivePlan } from './primitive';

/** y = x · kernel + bias for rows of `inputs` values. */
export function linearForward(s: Stage, inputs: number, rows: number): void {
  const units = s.output.size / rows;
  const from = s.needed('kernel');
  const packed = s.packed([{ from, terms: inputs, termStep: units, columns: units, columnStep: 1 }]);
  s.call('linear', s.x, packed, s.weight('bias') ?? 0, s.y, inputs, units, rows, 0, 'count');
}

export function linearBackward(s: Stage, inputs: number, rows: number): void {
  const units = s.output.size / rows;
  const bias = s.weightGradient('bias');
  if (bias) s.call('biasGradient', s.dy, bias, units, rows, 'count');
  const weights = s.weightGradient('kernel');
  if (weights) s.call('linearWeights', s.x, s.dy, weights, inputs, units, rows, 'count');
  const target = s.gradientOf();
  if (!target) return;
  const from = s.needed('kernel');
  const turned = s.packed([{ from, terms: units, termStep: 1, columns: inputs, columnStep: units }]);
  s.call('linear', s.dy, turned, 0, target.to, units, inputs, rows, target.add, 'count');
}

export const linear: PrimitivePlan<'linear'> = {
  forward: s => linearForward(s, columnsOf(s.input.shape), rowsOf(s.input.shape)),
  backward: s => linearBackward(s, columnsOf(s.input.shape), rowsOf(s.input.shape)),
};
