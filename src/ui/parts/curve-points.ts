import { compileExpression, derive, type Expr } from '../../core/op/expression';

export type Point = readonly [x: number, y: number];
/** Pieces of a line; it is lifted where the function jumps. */
export type Pieces = readonly (readonly Point[])[];

export interface CurveShape {
  /** Drawn from `-reach` to `reach`. */
  readonly reach: number;
  readonly value: Pieces;
  readonly slope: Pieces;
  /** Least and greatest of both, 0 included. */
  readonly range: readonly [least: number, greatest: number];
}

/** What a learned value inside an expression is drawn as: PReLU's usual start. */
const LEARNED = 0.25;
const SAMPLES = 240;
/** A step between neighbouring samples that is a jump rather than a steep slope. */
const JUMP = 0.25;

function learnedValues(expr: Expr): Readonly<Record<string, number>> {
  if (expr.op === 'weight') return { [expr.name]: LEARNED };
  const parts = Object.values(expr).filter((v): v is Expr => typeof v === 'object' && v !== null && 'op' in v);
  return Object.assign({}, ...parts.map(learnedValues));
}

function pieces(f: (x: number) => number, reach: number): Pieces {
  const all: Point[][] = [];
  let piece: Point[] = [];
  for (let i = 0; i <= SAMPLES; i++) {
    const x = reach * ((2 * i) / SAMPLES - 1);
    const y = f(x);
    const before = piece.at(-1);
    if (before && Math.abs(y - before[1]) > JUMP) {
      all.push(piece);
      piece = [];
    }
    piece.push([x, y]);
  }
  all.push(piece);
  return all;
}

/** As far out as something still happens: far enough that the slope no longer changes, but no farther than 8. */
function tellingReach(slope: (x: number) => number): number {
  const settled = (x: number): boolean => Math.abs(slope(x) - slope(2 * x)) < 0.1;
  return settled(4) && settled(-4) ? 4 : 8;
}

/** An activation and its derivative as lines to draw, both from the one expression. */
export function curveOf(expr: Expr): CurveShape {
  const weights = learnedValues(expr);
  const slopeAt = compileExpression(derive(expr), weights);
  const reach = tellingReach(slopeAt);
  const value = pieces(compileExpression(expr, weights), reach);
  const slope = pieces(slopeAt, reach);
  const heights = [...value, ...slope].flat().map(p => p[1]);
  return { reach, value, slope, range: [Math.min(0, ...heights), Math.max(0, ...heights)] };
}

/** Pieces of a line as an SVG path; `place` maps to the picture's coordinates. */
export const pathOf = (lines: Pieces, place: (p: Point) => Point): string =>
  lines
    .map(line =>
      line
        .map(
          (p, i) =>
            `${i ? 'L' : 'M'}${place(p)
              .map(v => v.toFixed(2))
              .join(' ')}`,
        )
        .join(''),
    )
    .join('');

/** An activation's glyph on the 20 x 20 grid: its own curve. */
export function curveGlyph(expr: Expr): string {
  const { value, reach } = curveOf(expr);
  const heights = value.flat().map(p => p[1]);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const visible = value.map(line => line.filter((_, i) => i % 4 === 0));
  const scale = high - low || 1;
  const path = pathOf(visible, ([x, y]) => [10 + (x / reach) * 7, 15.5 - ((y - low) / scale) * 11]);
  return `<path d="${path}"/>`;
}
