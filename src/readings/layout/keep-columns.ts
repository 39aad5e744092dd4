import type { NodeId, Wire } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Box } from './wire-lanes';
import { bridgesOf, uncut, type Wrapped } from './wrap';

/** A place that was pointed at, as the document counts, and the column in which it was. */
export interface Aimed {
  readonly at: Point;
  readonly column: number;
}
/** What was put at a place may have been moved onto the grid. */
const NEAR = 40;

/**
 * A graph cut into columns, after an edit: every card stays in its column, and what the edit only pushed aside stays where
 * it is shown. A card that is new goes to the column that was pointed at, else to that of what it is wired to. Cards that
 * are `held` may have been moved by hand: where they are is meant.
 */
export function keepColumns<B extends Box>(
  before: Wrapped<B>,
  cards: ReadonlyMap<NodeId, B>,
  wires: readonly Wire[],
  aimed: Aimed | null,
  held: ReadonlySet<NodeId>,
): Wrapped<B> {
  if (before.lanes.length === 0) return uncut(cards);
  const columnOf = new Map(before.columnOf);
  for (const { id, x, y } of cards.values()) {
    if (columnOf.has(id)) continue;
    const meant = aimed && Math.hypot(x - aimed.at[0], y - aimed.at[1]) < NEAR ? aimed.column : undefined;
    columnOf.set(id, meant ?? neighbour(id, wires, columnOf) ?? aimed?.column ?? 0);
  }
  const offsets = offsetsNow(before, cards, columnOf, held);
  const shown = new Map<NodeId, B>();
  for (const [id, card] of cards) {
    const [dx, dy] = offsets[columnOf.get(id) ?? 0] ?? [0, 0];
    shown.set(id, { ...card, x: card.x + dx, y: card.y + dy });
  }
  return { ...before, cards: shown, bridges: bridgesOf(wires, columnOf, before.lanes), columnOf, offsets };
}

/** As long as anything of a column stands where it did, the column does; else it makes up for what all of it was pushed. */
function offsetsNow<B extends Box>(
  before: Wrapped<B>,
  cards: ReadonlyMap<NodeId, B>,
  columnOf: ReadonlyMap<NodeId, number>,
  held: ReadonlySet<NodeId>,
): readonly Point[] {
  const now = new Map<number, Point>();
  for (const card of cards.values()) {
    const was = before.cards.get(card.id);
    const column = columnOf.get(card.id) ?? 0;
    const offset = before.offsets[column];
    if (!was || !offset || held.has(card.id)) continue;
    const shift: Point = [was.x + was.width / 2 - card.x - card.width / 2, was.y - card.y];
    const stands = shift[0] === offset[0] && shift[1] === offset[1];
    if (stands || !now.has(column)) now.set(column, shift);
  }
  return before.offsets.map((offset, column) => now.get(column) ?? offset);
}

/** The column of what feeds a card, else of what it feeds. */
function neighbour(id: NodeId, wires: readonly Wire[], columnOf: ReadonlyMap<NodeId, number>): number | undefined {
  for (const { from, to } of wires) {
    const column = to[0] === id ? columnOf.get(from[0]) : undefined;
    if (column !== undefined) return column;
  }
  for (const { from, to } of wires) {
    const column = from[0] === id ? columnOf.get(to[0]) : undefined;
    if (column !== undefined) return column;
  }
  return undefined;
}
