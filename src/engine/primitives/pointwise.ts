import { columnsOf, rowsOf } from '../plan/stage';
import type { PrimitivePlan } from './primitive';

export const affine: PrimitivePlan<'affine'> = {
  forward(s, p) {
    const columns = columnsOf(s.output.shape);
    const spread = (values: readonly number[]) =>
      Float32Array.from({ length: columns }, (_, c) => values[c % values.length] ?? 0);
    const tables = [s.plant.table(spread(p.factor)), s.plant.table(spread(p.offset))] as const;
    s.call('affine', s.x, ...tables, s.y, columns, rowsOf(s.output.shape), 0, 'count');
  },
  backward(s, p) {
    const { dy } = s;
    const target = s.gradientInPlace();
    if (!target) return;
    const columns = columnsOf(s.output.shape);
    const factor = s.plant.table(Float32Array.from({ length: columns }, (_, c) => p.factor[c % p.factor.length] ?? 0));
    s.call('affine', dy, factor, 0, target.to, columns, rowsOf(s.output.shape), target.add, 'count');
  },
};

const MODES = { dropout: 0, spatialDropout: 1, gaussianDropout: 2, gaussianNoise: 3, alphaDropout: 4 } as const;

export const noise: PrimitivePlan<'noise'> = {
  forward(s, p) {
    if (!s.training || p.amount === 0) {
      s.output.value = s.input.value;
      return;
    }
    const layer = s.plant.nextLayer();
    s.notes.set('layer', layer);
    const columns = columnsOf(s.output.shape);
    s.call(
      'noise',
      MODES[p.mode],
      p.amount,
      layer,
      s.plant.step,
      s.x,
      s.y,
      s.output.size,
      columns,
      0,
      0,
      'first',
      'count',
    );
  },
  backward(s, p) {
    const layer = s.notes.get('layer');
    if (typeof layer !== 'number') return s.passGradient(s.input, true);
    const { dy } = s;
    const target = s.gradientInPlace();
    if (!target) return;
    const columns = columnsOf(s.output.shape);
    s.call(
      'noise',
      ...[MODES[p.mode], p.amount, layer, s.plant.step, dy, target.to, s.output.size, columns, 1, target.add],
      ...(['first', 'count'] as const),
    );
  },
};

export const softmax: PrimitivePlan<'softmax'> = {
  keepsOutput: true,
  forward(s, p) {
    s.call('softmax', s.x, s.y, columnsOf(s.output.shape), rowsOf(s.output.shape), p.log ? 1 : 0, 'count');
  },
  backward(s, p) {
    const { dy } = s;
    const target = s.gradientOf();
    const sizes = [columnsOf(s.output.shape), rowsOf(s.output.shape), p.log ? 1 : 0] as const;
    if (target) s.call('softmaxGradient', s.y, dy, target.to, ...sizes, target.add, 'count');
  },
};
