import type { Step } from './figure-graph';
import type { Ink, InkKind } from './ink';
import type { LayerWeights } from './layer-weights';
import type { Mark, Segment } from './scene';

/** One column of circles. */
export interface Column {
  readonly step: Step;
  readonly units: number;
  /** Places of the units that are drawn, by their index in the layer. */
  readonly shown: readonly { readonly unit: number; readonly y: number }[];
  readonly x: number;
  readonly title: string;
  readonly kind: InkKind;
}

const LINE = 0.3;
const STRONGEST = 1.1;
/** Weights below this part of the strongest are drawn as faint as it. */
const WEAKEST = 0.06;
const NEGATIVE = [1.6, 1.2] as const;

/**
 * A line from every circle of one column to every circle of the next. With weights, a line is as thick as its weight
 * is strong; colour tells the sign, and so does a dash, which also print shows.
 */
export function synapseMarks(
  from: Column,
  to: Column,
  radius: number,
  ink: Ink,
  weights: LayerWeights | null,
): readonly Mark[] {
  const lines = from.shown.flatMap(a => to.shown.map(b => ({ a, b, segments: joined(from, a.y, to, b.y, radius) })));
  const fits = weights !== null && weights.inputs === from.units && weights.units === to.units;
  if (!fits) {
    return [{ mark: 'path', segments: lines.flatMap(l => l.segments), stroke: ink.wire, line: LINE }];
  }
  const weighed = lines.map(l => ({ ...l, weight: weights.values[l.a.unit * weights.units + l.b.unit] ?? 0 }));
  const strongest = Math.max(...weighed.map(l => Math.abs(l.weight))) || 1;
  return weighed
    .sort((l, m) => Math.abs(l.weight) - Math.abs(m.weight))
    .map(({ segments, weight }) => {
      const strength = Math.max(WEAKEST, Math.abs(weight) / strongest);
      return {
        mark: 'path',
        segments,
        stroke: weight < 0 ? ink.minus : ink.plus,
        line: LINE + (STRONGEST - LINE) * strength,
        opacity: 0.25 + 0.75 * strength,
        ...(weight < 0 && { dash: NEGATIVE }),
      };
    });
}

/** From the rim of one circle to that of another. */
function joined(from: Column, y1: number, to: Column, y2: number, radius: number): readonly Segment[] {
  return [
    ['M', from.x + radius, y1],
    ['L', to.x - radius, y2],
  ];
}
