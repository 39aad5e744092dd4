import type { Place } from '../plan/call';
import { columnsOf, rowsOf, type Stage } from '../plan/stage';
import type { Of, PrimitivePlan } from './primitive';

const wide = (columns: number): number => 4 * Math.ceil(columns / 4);

/** What all threads have made for their images, as the first thread sees it. */
const ofAll = (place: Place): Place => (place.at === 'buffer' ? { at: 'first buffer', buffer: place.buffer } : place);

function statisticsOf(s: Stage): Place {
  const known = s.notes.get('statistics');
  if (typeof known === 'object' && 'at' in known) return known;
  const place = s.scratch(3 * wide(columnsOf(s.output.shape)));
  s.notes.set('statistics', place);
  return place;
}

export const batchNorm: PrimitivePlan<'batchNorm'> = {
  couplesImages: true,
  forward(s, p) {
    const columns = columnsOf(s.output.shape);
    const rows = rowsOf(s.output.shape);
    const statistics = statisticsOf(s);
    const [mean, variance] = [s.needed('moving_mean'), s.needed('moving_variance')];
    if (s.training) {
      const part = s.scratch(4 + 2 * wide(columns));
      s.call('batchMoments', s.x, part, columns, rows, 'count');
      s.plant.meet();
      s.call('batchStatistics', ofAll(part), 'thread stride', 'threads', statistics, columns, p.epsilon);
      s.plant.emit({ kernel: 'blendStatistics', args: [statistics, mean, variance, columns, p.momentum], thread: 0 });
    } else s.call('runningStatistics', mean, variance, statistics, columns, p.epsilon);
    s.call('batchApply', s.x, statistics, s.weight('gamma') ?? 0, s.weight('beta') ?? 0, s.y, columns, rows, 'count');
  },
  backward(s) {
    const columns = columnsOf(s.output.shape);
    const rows = rowsOf(s.output.shape);
    const statistics = statisticsOf(s);
    const part = s.scratch(4 + 2 * wide(columns));
    const { dy } = s;
    const slopes = [s.weightGradient('gamma') ?? 0, s.weightGradient('beta') ?? 0] as const;
    s.call('batchSums', s.x, dy, statistics, part, ...slopes, columns, rows, 'count');
    if (!s.input.learns) return;
    s.plant.meet();
    const target = s.gradientInPlace();
    if (!target) return;
    s.call(
      'batchGradient',
      ...[s.x, dy, statistics, s.weight('gamma') ?? 0, ofAll(part)],
      ...(['thread stride', 'threads', target.to, columns, rows, target.add] as const),
      'count',
    );
  },
};

/** The sets of values that are brought to mean 0: a pixel's channels, or an image's groups of channels. */
function setsOf(s: Stage, p: Of<'groupNorm'>) {
  const columns = columnsOf(s.output.shape);
  const rows = rowsOf(s.output.shape);
  return [columns, p.groups, p.byPixel ? 1 : rows, p.byPixel ? rows : 1, p.epsilon] as const;
}

export const groupNorm: PrimitivePlan<'groupNorm'> = {
  forward: (s, p) =>
    s.call('groupNorm', s.x, s.weight('gamma') ?? 0, s.weight('beta') ?? 0, s.y, ...setsOf(s, p), 'count'),
  backward(s, p) {
    const { dy } = s;
    const slopes = [s.weightGradient('gamma') ?? 0, s.weightGradient('beta') ?? 0] as const;
    const target = s.gradientOf();
    const to = target ?? { to: 0, add: 0 };
    const gamma = s.weight('gamma') ?? 0;
    s.call('groupNormGradient', s.x, dy, gamma, ...slopes, to.to, ...setsOf(s, p), to.add, 'count');
  },
};

export const responseNorm: PrimitivePlan<'responseNorm'> = {
  forward(s, p) {
    const sizes = [columnsOf(s.output.shape), rowsOf(s.output.shape)] as const;
    s.call('responseNorm', s.x, s.y, ...sizes, p.radius, p.bias, p.alpha, p.beta, 'count');
  },
  backward(s, p) {
    const { dy } = s;
    const target = s.gradientOf();
    if (!target) return;
    const columns = columnsOf(s.output.shape);
    const scratch = s.scratch(2 * columns);
    s.call(
      'responseNormGradient',
      ...[s.x, dy, target.to, scratch, columns, rowsOf(s.output.shape), p.radius, p.bias, p.alpha, p.beta, target.add],
      'count',
    );
  },
};
