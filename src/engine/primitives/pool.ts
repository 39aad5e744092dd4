import type { Place } from '../plan/call';
import { asImage, asWords, poolGeometry } from '../plan/geometry';
import type { Stage } from '../plan/stage';
import type { Of, PrimitivePlan } from './primitive';

const MODES = { average: 0, max: 1, min: 2 } as const;

function forward(s: Stage, mode: keyof typeof MODES, table: Place): void {
  s.call('pool', MODES[mode], s.x, s.y, table, 'count');
}

/** `ties`: every place where the largest value stands gets the gradient, not only the first. */
function backward(s: Stage, mode: keyof typeof MODES, table: Place, ties: 0 | 1): void {
  const { dy } = s;
  const target = s.gradientOf();
  if (!target) return;
  if (mode === 'average') s.call('averageGradient', dy, target.to, table, target.add, 'count');
  else s.call('extremeGradient', s.x, s.y, dy, target.to, table, ties, target.add, 'count');
}

const tableOf = (s: Stage, p: Of<'pool'>): Place =>
  s.plant.table(asWords(poolGeometry(asImage(s.input.shape), asImage(s.output.shape), p, p.counted)));

export const pool: PrimitivePlan<'pool'> = {
  keepsOutput: true,
  forward: (s, p) => forward(s, p.mode, tableOf(s, p)),
  backward: (s, p) => backward(s, p.mode, tableOf(s, p), 0),
};

function wholeTable(s: Stage): Place {
  const image = asImage(s.input.shape);
  const [height, width, channels] = image;
  const window = { kernel: [height, width], stride: [1, 1], padding: [0, 0, 0, 0] } as const;
  return s.plant.table(asWords(poolGeometry(image, [1, 1, channels], window, false)));
}

export const globalPool: PrimitivePlan<'globalPool'> = {
  keepsOutput: true,
  forward: (s, p) => forward(s, p.mode, wholeTable(s)),
  // As TensorFlow takes the largest value of a tensor.
  backward: (s, p) => backward(s, p.mode, wholeTable(s), 1),
};
