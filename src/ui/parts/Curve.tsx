import { useMemo } from 'react';
import type { Expr } from '../../core/op/expression';
import styles from './Curve.module.css';
import { curveOf, type Point, pathOf } from './curve-points';

const WIDTH = 240;
const HEIGHT = 136;
const LEFT = 22;
const RIGHT = 34;
const TOP = 8;
const BOTTOM = 24;

interface CurveProps {
  readonly expression: Expr;
  /** What it is a curve of, for those who don't see it. */
  readonly title: string;
}

/** An activation (solid) and its derivative (dashed) over the inputs where something happens. */
export function Curve({ expression, title }: CurveProps) {
  const shape = useMemo(() => curveOf(expression), [expression]);
  const [low, high] = shape.range;
  const place = ([x, y]: Point): Point => [
    LEFT + ((x + shape.reach) / (2 * shape.reach)) * (WIDTH - LEFT - RIGHT),
    TOP + ((high - y) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM),
  ];
  const [zeroX, zeroY] = place([0, 0]);
  const [endX, valueY] = place(shape.value.at(-1)?.at(-1) ?? [0, 0]);
  const slopeY = place(shape.slope.at(-1)?.at(-1) ?? [0, 0])[1];
  // The two labels stay apart where both lines end at the same height.
  const crowded = Math.abs(valueY - slopeY) < 12;
  const above = crowded ? (valueY <= slopeY ? 6 : -6) : 0;
  return (
    <svg
      className={`kind ${styles.curve}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${title} and its derivative from −${shape.reach} to ${shape.reach}`}
    >
      <path className={styles.axis} d={`M${LEFT} ${zeroY}H${WIDTH - RIGHT}M${zeroX} ${TOP}V${HEIGHT - BOTTOM}`} />
      {yTicks(low, high).map(y => (
        <g key={y} className={styles.tick}>
          <path d={`M${zeroX - 3} ${place([0, y])[1]}h6`} />
          <text x={LEFT - 5} y={place([0, y])[1] + 3.5} textAnchor="end">
            {minus(y)}
          </text>
        </g>
      ))}
      {[-shape.reach, 0, shape.reach].map(x => (
        <text key={x} className={styles.tick} x={place([x, 0])[0]} y={HEIGHT - 5} textAnchor="middle">
          {minus(x)}
        </text>
      ))}
      <path className={styles.slope} d={pathOf(shape.slope, place)} />
      <path className={styles.value} d={pathOf(shape.value, place)} />
      <text className={styles.valueName} x={endX + 6} y={valueY + 3.5 - above}>
        y
      </text>
      <text className={styles.slopeName} x={endX + 6} y={slopeY + 3.5 + above}>
        dy/dx
      </text>
    </svg>
  );
}

const minus = (value: number): string => `${value}`.replace('-', '−');

/** Whole numbers worth a label between the least and the greatest value, at most four. */
function yTicks(low: number, high: number): readonly number[] {
  const step = high - low > 6 ? 4 : high - low > 3 ? 2 : 1;
  const ticks: number[] = [];
  for (let y = Math.ceil(low / step) * step; y <= high + 1e-9; y += step) ticks.push(y);
  return ticks;
}
