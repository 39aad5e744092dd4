import { asImage, asWords, depthwiseGeometry } from '../plan/geometry';
import type { Stage } from '../plan/stage';
import type { Of, PrimitivePlan } from './primitive';

function geometryOf(s: Stage, p: Of<'depthwise'>) {
  const g = depthwiseGeometry(asImage(s.input.shape), asImage(s.output.shape), p, p.multiplier);
  const room = s.scratch(g.paddedHeight * g.paddedWidth * g.outChannels + 8);
  return { g, room, table: s.plant.table(asWords(g)) };
}

export const depthwise: PrimitivePlan<'depthwise'> = {
  forward(s, p) {
    const { room, table } = geometryOf(s, p);
    s.call('depthwise', s.x, s.needed('kernel'), s.weight('bias') ?? 0, s.y, room, table, 'count');
  },
  backward(s, p) {
    const { g, room, table } = geometryOf(s, p);
    const bias = s.weightGradient('bias');
    if (bias) s.call('biasGradient', s.dy, bias, g.outChannels, g.outHeight * g.outWidth, 'count');
    const weights = s.weightGradient('kernel');
    if (weights) s.call('depthwiseWeights', s.x, s.dy, weights, room, table, 'count');
    const target = s.gradientOf();
    if (target) s.call('depthwiseInput', s.dy, s.needed('kernel'), target.to, room, table, target.add, 'count');
  },
};
