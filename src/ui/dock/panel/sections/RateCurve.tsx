import { useMemo } from 'react';
import type { TrainingPlan } from '../../../../core/document/training-plan';
import { plural } from '../../../parts/quantities';
import { formatRate } from '../../Rate';
import styles from './RateCurve.module.css';
import { ratePoints } from './rate-points';

const WIDTH = 264;
const HEIGHT = 84;
const LEFT = 6;
const RIGHT = 6;
const TOP = 16;
const BOTTOM = 16;

/** The learning rate over the run, drawn small. */
export function RateCurve({ plan, trainCount }: { readonly plan: TrainingPlan; readonly trainCount: number }) {
  const points = useMemo(() => ratePoints(plan, trainCount), [plan, trainCount]);
  const highest = Math.max(...points.map(p => p.rate));
  const x = (epoch: number): number => LEFT + (epoch / plan.epochs) * (WIDTH - LEFT - RIGHT);
  const y = (rate: number): number => TOP + (1 - rate / (highest || 1)) * (HEIGHT - TOP - BOTTOM);
  const path = points
    .map(({ epoch, rate }, i) => `${i === 0 ? 'M' : 'L'}${round(x(epoch))} ${round(y(rate))}`)
    .join('');
  const last = points.at(-1)?.rate ?? 0;
  const end = last < highest / 1000 ? 'nearly 0' : shortRate(last);
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Learning rate over ${plural(plan.epochs, 'epoch')}: at most ${shortRate(highest)}, ${end} at the end`}
    >
      <path className={styles.axis} d={`M${LEFT} ${HEIGHT - BOTTOM}H${WIDTH - RIGHT}`} />
      <path className={styles.area} d={`${path}V${HEIGHT - BOTTOM}H${LEFT}Z`} />
      <path className={plan.schedule?.kind === 'plateau' ? styles.guess : styles.line} d={path} />
      <text x={LEFT} y={TOP - 5}>
        {shortRate(highest)}
      </text>
      <text x={WIDTH - RIGHT} y={TOP - 5} textAnchor="end">
        {last === highest ? '' : `ends at ${end}`}
      </text>
      <text x={LEFT} y={HEIGHT - 4}>
        0
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
        {plural(plan.epochs, 'epoch')}
      </text>
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Three telling digits of a rate. */
const shortRate = (rate: number): string => formatRate(Number(rate.toPrecision(3)));
