import { describe, expect, it } from 'vitest';
import type { NodeId, Wire } from '../../../src/core/document/architecture';
import { keepColumns } from '../../../src/readings/layout/keep-columns';
import type { Box } from '../../../src/readings/layout/wire-lanes';
import { wrap } from '../../../src/readings/layout/wrap';

const NOBODY: ReadonlySet<NodeId> = new Set();
/** A chain of cards from top to bottom. */
const chain = (count: number): Map<NodeId, Box> =>
  new Map(Array.from({ length: count }, (_, i) => [`n${i}`, { id: `n${i}`, x: 0, y: 72 * i, width: 196, height: 44 }]));
const wired = (...ids: readonly NodeId[]): readonly Wire[] =>
  ids.slice(1).map((id, i) => ({ from: [ids[i] ?? '', 'y'], to: [id, 'x'] }));

const cards = chain(30);
const wires = wired(...cards.keys());
const before = wrap(cards, wires, 1.2);
const place = (b: Box | undefined): readonly number[] => (b ? [b.x, b.y] : []);
const last = before.lanes.length - 1;

describe('a graph in columns, after an edit', () => {
  it('has more than one', () => expect(last).toBeGreaterThan(0));

  it('shows every other card where it was when room is made for a new one, which is in the column of what feeds it', () => {
    const pushed = new Map([...cards].map(([id, c], i) => [id, i > 2 ? { ...c, y: c.y + 72 } : c]));
    pushed.set('new', { id: 'new', x: 0, y: 216, width: 196, height: 44 });
    const more = [...wires, ...wired('n2', 'new')];
    const after = keepColumns(before, pushed, more, null, NOBODY);
    expect(after.columnOf.get('new')).toBe(0);
    expect(place(after.cards.get('new'))).toEqual(place(before.cards.get('n3')));
    for (const [id, card] of before.cards) {
      if (before.columnOf.get(id) !== 0) expect(place(after.cards.get(id))).toEqual(place(card));
    }
    expect(after.bridges).toEqual(before.bridges);
  });

  it('shows a card that a hand moved where it was let go, even one that is alone in its column', () => {
    for (const id of ['n4', 'n29']) {
      const card = cards.get(id);
      if (!card) throw new Error(id);
      const moved = new Map(cards).set(id, { ...card, x: card.x + 130, y: card.y - 20 });
      const after = keepColumns(before, moved, wires, null, new Set([id]));
      for (const [other, shown] of before.cards) {
        const [x = 0, y = 0] = place(shown);
        expect(place(after.cards.get(other))).toEqual(other === id ? [x + 130, y - 20] : [x, y]);
      }
    }
    const column = new Set([...before.columnOf].filter(([, c]) => c === last).map(([id]) => id));
    const moved = new Map([...cards].map(([id, c]) => [id, column.has(id) ? { ...c, x: c.x + 90 } : c]));
    const after = keepColumns(before, moved, wires, null, column);
    for (const id of column) expect(after.cards.get(id)?.x).toBe((before.cards.get(id)?.x ?? 0) + 90);
  });

  it('takes a card that nothing is wired to into the column that was pointed at', () => {
    const more = new Map(cards).set('new', { id: 'new', x: 300, y: 80, width: 196, height: 44 });
    const after = keepColumns(before, more, wires, { at: [310, 80], column: last }, NOBODY);
    const [dx = 0, dy = 0] = before.offsets[last] ?? [];
    expect(place(after.cards.get('new'))).toEqual([300 + dx, 80 + dy]);
  });

  it('is as it was when the edit is undone', () => {
    const fewer = new Map(cards);
    fewer.delete('n7');
    const without = keepColumns(before, fewer, wires, null, NOBODY);
    expect(keepColumns(without, cards, wires, null, NOBODY).cards).toEqual(before.cards);
  });
});
