import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, MAIN, type Node, type Wire } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { setPositions } from '../../../src/core/edits/moveNodes';
import { catalogue } from '../../../src/ops/catalogue';
import { layOut } from '../../../src/readings/layout/lay-out';
import { CARD_WIDTH, GRID, LAYER_GAP, sizeOfNode } from '../../../src/readings/layout/node-size';

const elk = new ELK();

/** A document with these nodes, scattered, and these wires (`a > b`, `a > sum.1`). */
function scattered(ops: Readonly<Record<string, string>>, wires: readonly string[]): Architecture {
  const nodes = Object.entries(ops).map(
    ([id, op], i): Node => ({ id, op, name: id, params: {}, at: [(i * 137) % 500, (i * 71) % 300] }),
  );
  const wired = wires.map((text): Wire => {
    const [from = '', to = ''] = text.split(' > ');
    const [node = '', index] = to.split('.');
    return { from: [from, 'y'], to: [node, index === undefined ? 'x' : `x.${index}`] };
  });
  return { ...EMPTY, graph: { nodes, wires: wired } };
}

async function arranged(doc: Architecture, only?: ReadonlySet<string>): Promise<Architecture> {
  return setPositions(doc, MAIN, await layOut(elk, doc, catalogue, MAIN, only));
}
const at = (doc: Architecture, id: string) => doc.graph.nodes.find(n => n.id === id)?.at ?? [Number.NaN, Number.NaN];

describe('automatic layout', () => {
  it('stacks a chain straight, with the gap that a label needs', async () => {
    const ops = ['input', 'conv2d', 'tanh', 'average_pool', 'flatten', 'linear'];
    const chain = addChain(
      EMPTY,
      catalogue,
      MAIN,
      ops.map(op => ({ op })),
      [40, 40],
    );
    const doc = await arranged({
      ...chain,
      graph: { ...chain.graph, nodes: chain.graph.nodes.map((n, i) => ({ ...n, at: [(i * 97) % 300, 40 + i * 9] })) },
    });
    const nodes = doc.graph.nodes;
    expect(new Set(nodes.map(n => n.at[0])).size).toBe(1);
    for (const [i, next] of nodes.slice(1).entries()) {
      const before = nodes[i];
      if (before) expect(next.at[1]).toBe(before.at[1] + sizeOfNode(catalogue, before).height + LAYER_GAP);
    }
  });

  it('puts the branches of a concatenation side by side in the order of its parts', async () => {
    const doc = await arranged(
      scattered({ x: 'input', c: 'conv2d', a: 'conv2d', b: 'conv2d', cat: 'concat' }, [
        'x > c',
        'x > a',
        'x > b',
        'a > cat.0',
        'b > cat.1',
        'c > cat.2',
      ]),
    );
    expect(at(doc, 'a')[0]).toBeLessThan(at(doc, 'b')[0]);
    expect(at(doc, 'b')[0]).toBeLessThan(at(doc, 'c')[0]);
    expect(new Set(['a', 'b', 'c'].map(id => at(doc, id)[1])).size).toBe(1);
  });

  it('leaves room for wires that bend', async () => {
    const doc = await arranged(
      scattered({ x: 'input', a: 'tanh', b: 'tanh', sum: 'add' }, ['x > a', 'x > b', 'a > sum.0', 'b > sum.1']),
    );
    expect(at(doc, 'a')[1] - at(doc, 'x')[1] - 46).toBeGreaterThanOrEqual(58);
  });

  it('moves only what is selected, and keeps its upper middle in place', async () => {
    const doc = scattered({ x: 'input', a: 'tanh', b: 'relu', c: 'elu' }, ['x > a', 'a > b', 'b > c']);
    const after = await arranged(doc, new Set(['b', 'c']));
    expect([at(after, 'x'), at(after, 'a')]).toEqual([at(doc, 'x'), at(doc, 'a')]);
    const middle = (d: Architecture) => (at(d, 'b')[0] + at(d, 'c')[0]) / 2;
    expect(Math.abs(middle(after) - middle(doc))).toBeLessThanOrEqual(GRID / 2);
    expect(Math.min(at(after, 'b')[1], at(after, 'c')[1])).toBe(Math.min(at(doc, 'b')[1], at(doc, 'c')[1]));
  });

  it('does nothing to an empty graph', async () => {
    expect((await layOut(elk, EMPTY, catalogue, MAIN)).size).toBe(0);
  });

  it('makes every wire run down, lays left edges on the grid and never lays a card on another', async () => {
    const graphs = fc
      .integer({ min: 2, max: 14 })
      .chain(count =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 2 * count }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(graphs, async ([count, pairs]) => {
        const ops = Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`n${i}`, i % 3 === 0 ? 'add' : 'concat']),
        );
        const forward = pairs.filter(([a, b]) => a < b);
        const doc = await arranged(
          scattered(
            ops,
            forward.map(([a, b], i) => `n${a} > n${b}.${i}`),
          ),
        );
        for (const { from, to } of doc.graph.wires) expect(at(doc, from[0])[1]).toBeLessThan(at(doc, to[0])[1]);
        for (const [i, n] of doc.graph.nodes.entries()) {
          expect(Math.abs(n.at[0] % GRID)).toBe(0);
          for (const m of doc.graph.nodes.slice(i + 1)) {
            const beside = Math.abs(n.at[0] - m.at[0]) >= CARD_WIDTH;
            const [upper, lower] = n.at[1] < m.at[1] ? [n, m] : [m, n];
            expect(beside || lower.at[1] >= upper.at[1] + sizeOfNode(catalogue, upper).height).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
