import type { AxisWeights } from '../../core/op/engine';
import { inBuffer } from '../plan/call';
import { asImage } from '../plan/geometry';
import type { Stage } from '../plan/stage';
import { sizeOf } from '../plan/tensor';
import type { PrimitivePlan } from './primitive';

export const reshape: PrimitivePlan<'reshape'> = {
  forward(s) {
    s.output.value = s.input.value;
  },
  backward: s => s.passGradient(s.input, true),
};

export const frame: PrimitivePlan<'frame'> = {
  forward(s, { sides: [top, , left] }) {
    const [height, width, channels] = asImage(s.input.shape);
    const [outHeight, outWidth] = asImage(s.output.shape);
    s.call('frame', s.x, height, width, channels, top, left, s.y, outHeight, outWidth, 0, 'count');
  },
  backward(s, { sides: [top, , left] }) {
    const { dy } = s;
    const target = s.gradientOf();
    const [height, width, channels] = asImage(s.input.shape);
    const [outHeight, outWidth] = asImage(s.output.shape);
    if (target)
      s.call('frame', dy, outHeight, outWidth, channels, -top, -left, target.to, height, width, target.add, 'count');
  },
};

export const concat: PrimitivePlan<'concat'> = {
  forward(s, { axis }) {
    const rows = sizeOf(s.output.shape.slice(0, axis));
    const whole = s.output.size / rows;
    let before = 0;
    for (const input of s.inputs) {
      const part = input.size / rows;
      s.call('blocks', inBuffer(input.value), 0, part, s.y, before, whole, part, rows, 0, 'count');
      before += part;
    }
  },
  backward(s, { axis }) {
    const { dy } = s;
    const rows = sizeOf(s.output.shape.slice(0, axis));
    const whole = s.output.size / rows;
    let before = 0;
    for (const input of s.inputs) {
      const part = input.size / rows;
      const target = s.gradientOf(input);
      if (target) s.call('blocks', dy, before, whole, target.to, 0, part, part, rows, target.add, 'count');
      before += part;
    }
  },
};

/** For every value of the output, where it was in the input. */
function permutation(s: Stage, order: readonly number[]) {
  const from = s.input.shape;
  const strides = order.map(axis => sizeOf(from.slice(axis + 1)));
  const to = s.output.shape;
  return s.plant.table(
    Int32Array.from({ length: s.output.size }, (_, index) => {
      let rest = index;
      let at = 0;
      for (let axis = to.length - 1; axis >= 0; axis--) {
        const length = to[axis] ?? 1;
        at += (rest % length) * (strides[axis] ?? 0);
        rest = Math.floor(rest / length);
      }
      return at;
    }),
  );
}

export const permute: PrimitivePlan<'permute'> = {
  forward: (s, { order }) => s.call('permute', s.x, s.y, permutation(s, order), s.output.size, 0, 0, 'count'),
  backward(s, { order }) {
    const { dy } = s;
    const target = s.gradientOf();
    if (target) s.call('permute', dy, target.to, permutation(s, order), s.output.size, 1, target.add, 'count');
  },
};

/** Starts of the entries by output position, then the entries. */
function axisTable(s: Stage, weights: AxisWeights) {
  const words: number[] = [0];
  for (const entries of weights) words.push((words.at(-1) ?? 0) + entries.length);
  const bits = (value: number) => new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;
  return s.plant.table(Int32Array.of(...words, ...weights.flat().flatMap(([at, weight]) => [at, bits(weight)])));
}

export const resample: PrimitivePlan<'resample'> = {
  forward(s, p) {
    const [height, width, channels] = asImage(s.input.shape);
    const tables = [axisTable(s, p.rows), axisTable(s, p.columns)] as const;
    s.call('resample', s.x, height, width, channels, s.y, p.rows.length, p.columns.length, ...tables, 'count');
  },
  backward(s, p) {
    const { dy } = s;
    const target = s.gradientOf();
    if (!target) return;
    const [height, width, channels] = asImage(s.input.shape);
    const tables = [axisTable(s, p.rows), axisTable(s, p.columns)] as const;
    s.call(
      'resampleGradient',
      ...[dy, height, width, channels, target.to, p.rows.length, p.columns.length, ...tables, target.add],
      'count',
    );
  },
};
