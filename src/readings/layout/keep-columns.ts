import type { NodeId, Wire } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Box } from './wire-lanes';
import { bridgesOf, type Wrapped } from './wrap';

/** A place that was pointed at, as the document counts, and the column in which it was. */
export interface Aimed {
  readonly at: Point;
  readonly column: number;
}
/** What was put at a place may have been moved onto the grid. */
const NEAR = 40;

/**
 * A graph cut into columns, after an edit: every card stays in its column, and what the edit only pushed aside stays where
 * it is shown. A card that is new goes to the column that was pointed at, else to that of what it is wired to. Cards that are `held` may have been moved by hand: where they are is meant.
 */
export function keepColumns<B extends Box>(
  before: Wrapped<B>,
  cards: ReadonlyMap<NodeId, B>,
  wires: readonly Wire[],
  aimed: Aimed | null,
  held: ReadonlySet<NodeId>,
): Wrapped<B> {
  const columnOf = new Map(before.columnOf);
  for (const { id, x, y } of cards.values()) {
    if (columnOf.has(id)) continue;
    const meant = aimed && Math.hypot(x - aimed.at[0], y - aimed.at[1]) < NEAR ? aimed.column : undefined;
    columnOf.set(id, meant ?? neighbour(id, wires, columnOf) ?? aimed?.column ?? 0);
  }
  const offsets = before.offsets.map((offset, column) => {
    const shifts: Point[] = [];
    for (const card of cards.values()) {
      const was = before.cards.get(card.id);
      if (!was || held.has(card.id) || columnOf.get(card.id) !== column) continue;
      shifts.push([was.x + was.width / 2 - card.x - card.width / 2, was.y - card.y]);
    }
    // As long as anything of the column stands where it did, the column does; else all of it was pushed aside.
    const [first = offset] = shifts;
    return shifts.some(([x, y]) => x === offset[0] && y === offset[1]) ? offset : first;
  });
  const shown = new Map<NodeId, B>();
  for (const [id, card] of cards) {
    const [dx, dy] = offsets[columnOf.get(id) ?? 0] ?? [0, 0];
    shown.set(id, { ...card, x: card.x + dx, y: card.y + dy });
  }
  return { ...before, cards: shown, bridges: bridgesOf(wires, columnOf, before.lanes), columnOf, offsets };
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
