import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import type { Architecture } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { catalogue } from '../../../src/ops/catalogue';
import { makeRoom, type Standing } from '../../../src/readings/layout/make-room';
import { allInstances, type Inside, type Placed, unfold } from '../../../src/readings/layout/unfold';
import { boxAround } from '../../../src/readings/layout/wire-lanes';
import { wrap } from '../../../src/readings/layout/wrap';
import { pointsOn } from '../../../src/ui/canvas/wire-path';

function open(content: unknown): Architecture {
  const read = readDocument(content);
  if (!read.ok) throw new Error(read.says);
  return read.document;
}
const doc = open(inception);
const shown = (...ways: readonly string[]) => unfold(doc, catalogue, doc.graph, '', new Set(ways));
const overlap = (a: Placed, b: Placed): boolean =>
  a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;
function noneOverlap(cards: readonly Placed[]): void {
  for (const [i, a] of cards.entries())
    for (const b of cards.slice(i + 1)) expect([a.id, b.id, overlap(a, b)]).toEqual([a.id, b.id, false]);
}
const leaves = (cards: readonly Placed[]): number =>
  cards.reduce((sum, c) => sum + (c.inside ? leaves(c.inside.cards) : 1), 0);

describe('a graph with everything folded', () => {
  it('stands where the document says', () => {
    for (const card of shown().values()) expect([card.x, card.y]).toEqual(card.node.at);
  });
});

describe('the wires inside open instances', () => {
  it('run beside the blocks that they pass, those from and to the frame too', () => {
    const all = unfold(doc, catalogue, doc.graph, '', allInstances(doc, doc.graph, ''));
    const hidden: string[] = [];
    const visit = (inside: Inside, way: string): void => {
      for (const { wire, from, to, lane } of inside.wires) {
        const behind = pointsOn(from, to, lane).filter(p =>
          inside.cards.some(
            c =>
              // But for the corner where it swings out.
              p.y > from.y + 60 &&
              p.y < to.y - 60 &&
              c.id !== wire.from[0] &&
              c.id !== wire.to[0] &&
              p.x > c.x &&
              p.x < c.x + c.width &&
              p.y > c.y &&
              p.y < c.y + c.height,
          ),
        );
        if (behind.length > 0) hidden.push(`${way}: ${wire.from[0]} to ${wire.to[0]}`);
      }
      for (const card of inside.cards) if (card.inside) visit(card.inside, `${way}/${card.id}`);
    };
    for (const card of all.values()) if (card.inside) visit(card.inside, card.id);
    expect(hidden).toEqual([]);
  });
});

describe('an instance open in place', () => {
  const cards = shown('n10');
  const frame = cards.get('n10');

  it('is as large as its inside, in the middle of its column, and what is below makes room', () => {
    const before = shown();
    const middle = (c: Placed | undefined): number => (c ? c.x + c.width / 2 : Number.NaN);
    expect(frame?.width).toBeGreaterThan(500);
    expect(new Set([...cards.values()].map(middle)).size).toBe(1);
    const grown = (frame?.height ?? 0) - (before.get('n10')?.height ?? 0);
    expect(cards.get('n9')?.y).toBe(before.get('n9')?.y);
    expect((cards.get('n11')?.y ?? 0) - (before.get('n11')?.y ?? 0)).toBe(grown);
    noneOverlap([...cards.values()]);
  });

  it('shows its nodes but not its ports, whose wires end at the frame', () => {
    const inside = frame?.inside as Inside;
    expect(inside.cards).toHaveLength(9);
    expect(inside.cards.some(c => c.node.op === 'input' || c.node.op === 'output')).toBe(false);
    expect(inside.wires.filter(w => w.from.y === 0)).toHaveLength(4);
    expect(inside.wires.filter(w => w.to.y === inside.height)).toHaveLength(1);
    for (const c of inside.cards) {
      expect(c.x).toBeGreaterThanOrEqual(0);
      expect(c.x + c.width).toBeLessThanOrEqual(inside.width);
      expect(c.y + c.height).toBeLessThanOrEqual(inside.height);
    }
    noneOverlap(inside.cards);
  });

  it('is the same inside as long as no module changes', () => {
    const moved = { ...doc, graph: { ...doc.graph, nodes: doc.graph.nodes.map(n => ({ ...n, name: `${n.name}!` })) } };
    expect(unfold(moved, catalogue, moved.graph, '', new Set(['n10'])).get('n10')?.inside).toBe(frame?.inside);
  });
});

describe('all instances open', () => {
  const all = unfold(doc, catalogue, doc.graph, '', allInstances(doc, doc.graph, ''));

  it('are all operations of Inception v3, none over another at any depth', () => {
    const visit = (cards: readonly Placed[]): void => {
      noneOverlap(cards);
      for (const c of cards) if (c.inside) visit(c.inside.cards);
    };
    visit([...all.values()]);
    // 311 operations and the output.
    expect(leaves([...all.values()])).toBe(312);
  });

  it('are cut into columns that fill the page, at places that a single tensor crosses', () => {
    const { cards, bridges } = wrap(all, doc.graph.wires, 1.2);
    const box = boxAround([...cards.values()]);
    expect(box.width / box.height).toBeGreaterThan(0.7);
    expect(box.width / box.height).toBeLessThan(1.9);
    expect(bridges.size).toBeGreaterThanOrEqual(2);
    noneOverlap([...cards.values()]);
  });

  it('stay in one column where that fits the page already', () => {
    expect(wrap(shown(), doc.graph.wires, 0.1).cards).toEqual(shown());
  });

  it('open a module that contains itself only once', () => {
    const block = doc.modules.inception_a;
    if (!block) throw new Error('no module');
    const endless = {
      ...doc,
      modules: {
        loop: {
          ...block,
          graph: { nodes: [{ id: 'a', op: 'module:loop', name: 'a', params: {}, at: [0, 0] as const }], wires: [] },
        },
      },
      graph: { nodes: [{ id: 'n', op: 'module:loop', name: 'n', params: {}, at: [0, 0] as const }], wires: [] },
    };
    const ways = allInstances(endless, endless.graph, '');
    expect([...ways]).toEqual(['n']);
    expect(
      unfold(endless, catalogue, endless.graph, '', new Set(['n', 'n/a', 'n/a/a'])).get('n')?.inside?.cards,
    ).toHaveLength(1);
  });
});

describe('making room', () => {
  const card = fc.record({
    column: fc.nat(4),
    row: fc.nat(12),
    width: fc.integer({ min: 196, max: 900 }),
    height: fc.integer({ min: 46, max: 500 }),
    open: fc.boolean(),
  });

  it('leaves no card over another, and changes nothing when none is enlarged', () => {
    fc.assert(
      fc.property(fc.uniqueArray(card, { selector: c => `${c.column},${c.row}`, maxLength: 30 }), drawn => {
        const cards = drawn.map(
          (c, i): Standing => ({
            id: `n${i}`,
            x: c.column * 320,
            y: c.row * 90,
            closed: { width: 196, height: 46 },
            shown: c.open ? { width: c.width, height: c.height } : { width: 196, height: 46 },
          }),
        );
        const places = makeRoom(cards);
        const boxes = cards.map(c => ({ ...c.shown, x: places.get(c.id)?.[0] ?? 0, y: places.get(c.id)?.[1] ?? 0 }));
        for (const [i, a] of boxes.entries()) {
          for (const b of boxes.slice(i + 1)) {
            expect(a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y).toBe(
              false,
            );
          }
        }
        const still = makeRoom(cards.map(c => ({ ...c, shown: c.closed })));
        for (const c of cards) expect(still.get(c.id)).toEqual([c.x - 98, c.y]);
      }),
      { numRuns: 300 },
    );
  });
});
