import type { Box, Segment } from './scene';

const CORNER = 4;
/** How far behind its source a way goes down. */
export const DROP = CORNER / 2;

/** How far above a side branch a way goes back to its beginning. */
export const ABOVE_SIDE = 4;

/** One end of a wire; a tall one takes and gives it at any height. */
export interface End {
  readonly box: Box;
  readonly tall: boolean;
}

/** Straight where it can be; else a curve right after the source, or right before the target when that is a join. */
export function wire(
  { box: from, tall: leaves }: End,
  { box: to, tall: takes }: End,
  bend: number,
  late: boolean,
): readonly Segment[] {
  const [sx, tx] = [from.x + from.width, to.x];
  const sy = leaves ? within(from, middle(to)) : middle(from);
  const ty = takes ? within(to, sy) : middle(to);
  if (Math.abs(sy - ty) < 0.01) {
    return [
      ['M', sx, sy],
      ['L', tx, ty],
    ];
  }
  const length = Math.min(bend, tx - sx);
  const [x1, x2] = late ? [tx - length, tx] : [sx, sx + length];
  const half = (x1 + x2) / 2;
  return [['M', sx, sy], ...straight(sx, x1, sy), ['C', half, sy, half, ty, x2, ty], ...straight(x2, tx, ty)];
}

/** A residual connection: up from the source's right side, along at `y`, down into the target's top. */
export function arc(from: Box, to: Box, y: number): readonly Segment[] {
  const sx = from.x + from.width;
  const sy = middle(from);
  const tx = to.x + to.width / 2;
  if (Math.abs(y - sy) < 0.5) {
    const ty = within(to, sy);
    return [
      ['M', sx, sy],
      ['L', to.x, ty],
    ];
  }
  const r = Math.min(CORNER, Math.abs(sy - y) / 2, (tx - sx) / 2);
  const up = sx + Math.min(1.2, r / 2);
  return [
    ['M', sx, sy],
    ['L', up, sy],
    ['L', up, y + r],
    ['C', up, y + r * 0.4, up + r * 0.6, y, up + r, y],
    ['L', tx - r, y],
    ['C', tx - r * 0.4, y, tx, y + r * 0.6, tx, y + r],
    ['L', tx, to.y],
  ];
}

/** The same into the left side of a target that has something written above it and whose column starts at `left`. */
export function around(from: Box, to: Box, left: number, y: number): readonly Segment[] {
  const x = left - CORNER - 1;
  const ty = middle(to);
  const r = Math.min(CORNER, Math.abs(ty - y) / 2);
  const up = arc(from, { x, y: ty - r, width: 0, height: 0 }, y);
  return [...up, ['C', x, ty - r * 0.4, x + r * 0.6, ty, x + r, ty], ['L', to.x, ty]];
}

/** A way that begins further left, at `x`, on the same height. */
export const ledFrom =
  (x: number) =>
  (way: readonly Segment[]): readonly Segment[] => {
    const [first, ...rest] = way;
    return first?.[0] === 'M' && first[1] > x ? [['M', x, first[2]], ['L', first[1], first[2]], ...rest] : way;
  };

/** From the end of a row to the beginning of the next. */
export function turn(from: Box, to: Box, right: number, between: number, left: number): readonly Segment[] {
  const sx = from.x + from.width;
  const sy = middle(from);
  const ty = middle(to);
  const r = CORNER;
  return [
    ['M', sx, sy],
    ['L', right - r, sy],
    ['C', right - r * 0.4, sy, right, sy + r * 0.6, right, sy + r],
    ['L', right, between - r],
    ['C', right, between - r * 0.4, right - r * 0.6, between, right - r, between],
    ['L', left + r, between],
    ['C', left + r * 0.4, between, left, between + r * 0.6, left, between + r],
    ['L', left, ty - r],
    ['C', left, ty - r * 0.4, left + r * 0.6, ty, left + r, ty],
    ['L', to.x, ty],
  ];
}

/**
 * Into what stands below: down behind the source, which ends at `right`, and along to the target. Where the target
 * starts further left, around it at the height `above`.
 */
export function drop(from: Box, to: Box, right: number, above: number): readonly Segment[] {
  const sx = from.x + from.width;
  const sy = middle(from);
  const ty = middle(to);
  const x = right + DROP;
  const down = x <= to.x - 1 ? x : to.x - CORNER * 1.5;
  const r = Math.min(CORNER, Math.abs(to.x - down), Math.abs(ty - above));
  const back: readonly Segment[] =
    down === x
      ? []
      : [
          ['L', x, above - r],
          ['C', x, above - r * 0.4, x - r * 0.6, above, x - r, above],
          ['L', down + r, above],
          ['C', down + r * 0.4, above, down, above + r * 0.6, down, above + r],
        ];
  return [
    ['M', sx, sy],
    ['L', x, sy],
    ...back,
    ['L', down, ty - r],
    ['C', down, ty - r * 0.4, down + r * 0.6, ty, down + r, ty],
    ['L', to.x, ty],
  ];
}

export const middle = (box: Box): number => box.y + box.height / 2;

/** The height nearest to `y` at which a line can meet a box's side. */
function within(box: Box, y: number): number {
  const inset = Math.min(3, box.height / 2);
  return Math.min(box.y + box.height - inset, Math.max(box.y + inset, y));
}

const straight = (x1: number, x2: number, y: number): readonly Segment[] =>
  Math.abs(x2 - x1) < 0.01 ? [] : [['L', x2, y]];
