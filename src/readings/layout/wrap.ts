import { type NodeId, type Wire, wireKey } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Size } from './node-size';
import { type Box, boxAround } from './wire-lanes';

/** Between columns, where the wires from one to the next run, and beside large blocks their names. */
const GUTTER = { least: 170, most: 520 } as const;
/** A graph higher than this can't be read when all of it is in view: it is worth cutting into columns. */
const TALL = 1500;
/** More columns than these are no easier to read. */
const MOST = 8;

/** Columns must make the graph smaller than this share of itself. */
const WORTH_IT = 0.75;

export interface Wrapped<B extends Box> {
  readonly cards: ReadonlyMap<NodeId, B>;
  /** The x of the lane between columns that each wire from one column to another takes, by `wireKey`. */
  readonly bridges: ReadonlyMap<string, number>;
  /** The column of each card, and of some that are gone. */
  readonly columnOf: ReadonlyMap<NodeId, number>;
  /** The x of the lane behind each column; empty when the graph is not cut. */
  readonly lanes: readonly number[];
  /** How far from where it stands each column is shown. */
  readonly offsets: readonly Point[];
}

/** Cards as they stand, not cut into columns. */
export const uncut = <B extends Box>(cards: ReadonlyMap<NodeId, B>): Wrapped<B> => ({
  cards,
  bridges: new Map(),
  columnOf: new Map(),
  lanes: [],
  offsets: [],
});

export const isTall = (cards: ReadonlyMap<NodeId, Box>): boolean => boxAround([...cards.values()]).height > TALL;

/**
 * A tall graph cut into columns side by side, as lines on a page, so that it fills an area that is `aspect` times as
 * wide as high. It is cut only where a single tensor crosses. Where that would not help much, the graph stays as it is.
 */
export function wrap<B extends Box>(cards: ReadonlyMap<NodeId, B>, wires: readonly Wire[], aspect: number): Wrapped<B> {
  const rows = [...cards.values()].sort((a, b) => a.y - b.y);
  const cuts = cutsOf(rows, wires);
  let best: readonly (readonly B[])[] = [rows];
  for (let count = 2; count <= Math.min(MOST, cuts.length + 1); count++) {
    const columns = columnsOf(rows, cuts, count);
    if (cost(columns, aspect) < cost(best, aspect)) best = columns;
  }
  return cost(best, aspect) > WORTH_IT * cost([rows], aspect) ? uncut(cards) : sideBySide(best, wires);
}

/** How much larger than the area the columns are. */
function cost(columns: readonly (readonly Box[])[], aspect: number): number {
  const boxes = columns.map(boxAround);
  const gutter = gutterOf(boxes);
  const width = boxes.reduce((sum, b) => sum + b.width + gutter, -gutter);
  return Math.max(width / aspect, ...boxes.map(b => b.height));
}

const gutterOf = (columns: readonly Size[]): number =>
  Math.round(Math.max(GUTTER.least, Math.min(GUTTER.most, Math.max(...columns.map(c => c.width)) / 2)));

/** Numbers of cards before which the graph may be cut. */
function cutsOf(rows: readonly Box[], wires: readonly Wire[]): readonly number[] {
  const place = new Map(rows.map((b, i) => [b.id, i]));
  // For every source, the last row that it feeds.
  const until = new Map<string, { readonly from: number; to: number }>();
  for (const { from, to } of wires) {
    const [a, b] = [place.get(from[0]), place.get(to[0])];
    if (a === undefined || b === undefined) continue;
    const known = until.get(from.join(':'));
    if (known) known.to = Math.max(known.to, b);
    else until.set(from.join(':'), { from: a, to: b });
  }
  const crossing = new Int32Array(rows.length + 1);
  for (const { from, to } of until.values()) for (let i = from + 1; i <= to; i++) crossing[i] = (crossing[i] ?? 0) + 1;
  const cuts: number[] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const [i, row] of rows.entries()) {
    if (i > 0 && row.y > bottom && (crossing[i] ?? 0) <= 1) cuts.push(i);
    bottom = Math.max(bottom, row.y + row.height);
  }
  return cuts;
}

/** `count` columns of about equal heights. */
function columnsOf<B extends Box>(
  rows: readonly B[],
  cuts: readonly number[],
  count: number,
): readonly (readonly B[])[] {
  const { y, height } = boxAround(rows);
  const columns: B[][] = [];
  let start = 0;
  for (let i = 1; i < count; i++) {
    const wanted = y + (height * i) / count;
    const far = (cut: number): number => Math.abs((rows[cut]?.y ?? 0) - wanted);
    const cut = cuts
      .filter(c => c > start)
      .reduce<number | null>((b, c) => (b === null || far(c) < far(b) ? c : b), null);
    if (cut === null) break;
    columns.push(rows.slice(start, cut));
    start = cut;
  }
  columns.push(rows.slice(start));
  return columns;
}

function sideBySide<B extends Box>(columns: readonly (readonly B[])[], wires: readonly Wire[]): Wrapped<B> {
  const all = boxAround(columns.flat());
  const gutter = gutterOf(columns.map(boxAround));
  const cards = new Map<NodeId, B>();
  const columnOf = new Map<NodeId, number>();
  const lanes: number[] = [];
  const offsets: Point[] = [];
  let x = all.x;
  for (const [index, column] of columns.entries()) {
    const box = boxAround(column);
    const offset: Point = [x - box.x, all.y - box.y];
    for (const card of column) {
      cards.set(card.id, { ...card, x: card.x + offset[0], y: card.y + offset[1] });
      columnOf.set(card.id, index);
    }
    offsets.push(offset);
    x += box.width + gutter;
    lanes.push(x - Math.max(28, gutter / 10));
  }
  return { cards, bridges: bridgesOf(wires, columnOf, lanes), columnOf, lanes, offsets };
}

export function bridgesOf(
  wires: readonly Wire[],
  columnOf: ReadonlyMap<NodeId, number>,
  lanes: readonly number[],
): ReadonlyMap<string, number> {
  const bridges = new Map<string, number>();
  for (const wire of wires) {
    const [from, to] = [columnOf.get(wire.from[0]), columnOf.get(wire.to[0])];
    if (from !== undefined && to !== undefined && from < to) bridges.set(wireKey(wire), lanes[from] ?? 0);
  }
  return bridges;
}
