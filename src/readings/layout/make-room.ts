import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Size } from './node-size';

/** A card where the document puts it, and how large it is shown. */
export interface Standing {
  readonly id: NodeId;
  /** Middle of its top edge. */
  readonly x: number;
  readonly y: number;
  readonly closed: Size;
  readonly shown: Size;
}

/** Middles nearer to each other than this are one column. */
const SAME_COLUMN = 40;

/**
 * Where cards stand when some of them are larger than they were placed for: what is below an enlarged one moves down,
 * columns beside one move aside, and what stood in a column stays in it. Returns top left corners. What is not enlarged
 * keeps its place when nothing is.
 */
export function makeRoom(cards: readonly Standing[]): ReadonlyMap<NodeId, Point> {
  const down = shiftsDown(cards);
  const aside = shiftsAside(cards);
  return new Map(
    cards.map(c => [c.id, [c.x + (aside.get(c) ?? 0) - c.shown.width / 2, c.y + (down.get(c) ?? 0)] as const]),
  );
}

/** Enlarged cards beside each other need their room once, those below each other each. */
function shiftsDown(cards: readonly Standing[]): ReadonlyMap<Standing, number> {
  const byTop = [...cards].sort((a, b) => a.y - b.y);
  const enlarged = byTop
    .filter(c => c.shown.height > c.closed.height)
    .sort((a, b) => a.y + a.closed.height - b.y - b.closed.height);
  const shifts = new Map<Standing, number>();
  let most = 0;
  let next = 0;
  for (const card of byTop) {
    for (let above = enlarged[next]; above && above.y + above.closed.height <= card.y; above = enlarged[++next]) {
      most = Math.max(most, (shifts.get(above) ?? 0) + above.shown.height - above.closed.height);
    }
    shifts.set(card, most);
  }
  return shifts;
}

function shiftsAside(cards: readonly Standing[]): ReadonlyMap<Standing, number> {
  const shifts = new Map<Standing, number>();
  let column: Standing[] = [];
  let shift = 0;
  let before: number | null = null;
  const close = (): void => {
    const extra = Math.max(0, ...column.map(c => (c.shown.width - c.closed.width) / 2));
    if (before !== null) shift += before + extra;
    for (const c of column) shifts.set(c, shift);
    before = extra;
    column = [];
  };
  for (const card of [...cards].sort((a, b) => a.x - b.x)) {
    if (column[0] && card.x - column[0].x >= SAME_COLUMN) close();
    column.push(card);
  }
  if (column.length > 0) close();
  return shifts;
}
