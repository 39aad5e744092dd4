import uPlot from 'uplot';
import type { Curves } from '../../state/run';
import type { CurvePoint } from '../../training/protocol';

export interface CurveSeries {
  readonly label: string;
  readonly scale: 'accuracy' | 'loss' | 'rate';
  readonly line: 'solid' | 'dashed' | 'dotted';
  /** A CSS custom property. */
  readonly colour: string;
  readonly width: number;
  readonly points: boolean;
}

/** In drawing order: the earlier run lies behind, validation in front. Accuracy is solid, loss dashed, the learning rate dotted. */
export const SERIES: readonly CurveSeries[] = [
  {
    label: 'earlier validation accuracy',
    scale: 'accuracy',
    line: 'solid',
    colour: '--line-2',
    width: 1.5,
    points: false,
  },
  { label: 'earlier validation loss', scale: 'loss', line: 'dashed', colour: '--line-2', width: 1, points: false },
  { label: 'learning rate', scale: 'rate', line: 'dotted', colour: '--ink-3', width: 1, points: false },
  {
    label: 'train loss',
    scale: 'loss',
    line: 'dashed',
    colour: '--ink-3',
    width: 1,
    points: false,
  },
  {
    label: 'train accuracy',
    scale: 'accuracy',
    line: 'solid',
    colour: '--ink-2',
    width: 1,
    points: false,
  },
  {
    label: 'validation loss',
    scale: 'loss',
    line: 'dashed',
    colour: '--accent',
    width: 1.25,
    points: true,
  },
  {
    label: 'validation accuracy',
    scale: 'accuracy',
    line: 'solid',
    colour: '--accent',
    width: 2,
    points: true,
  },
];

const epochs = (points: readonly CurvePoint[]): number[] => points.map(p => p.epoch);
const losses = (points: readonly CurvePoint[]): (number | null)[] => points.map(p => finite(p.loss));
const percents = (points: readonly CurvePoint[]): (number | null)[] =>
  points.map(p => (p.accuracy === null ? null : 100 * p.accuracy));
/** Nothing for a rate that stays: a line that is always at the top says nothing. */
function rates(points: readonly CurvePoint[]): (number | null)[] {
  const [first] = points;
  const varies = points.some(p => p.rate !== first?.rate);
  return points.map(p => (varies ? (p.rate ?? null) : null));
}
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Columns for the chart: epoch, then one per entry of `SERIES`, in percent, in loss units and as a rate; gaps are null. */
export function curveTable(now: Curves, earlier: Curves | null): uPlot.AlignedData {
  const before = earlier?.validation ?? [];
  return uPlot.join([
    [epochs(before), percents(before), losses(before)],
    [epochs(now.train), rates(now.train), losses(now.train), percents(now.train)],
    [epochs(now.validation), losses(now.validation), percents(now.validation)],
  ]);
}
