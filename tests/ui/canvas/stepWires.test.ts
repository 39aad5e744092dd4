import { describe, expect, it } from 'vitest';
import { type Graph, type Node, type Wire, wireKey } from '../../../src/core/document/architecture';
import { part, touched } from '../../../src/ui/canvas/present';
import { nextWire } from '../../../src/ui/canvas/step-wires';

const node = (id: string): Node => ({ id, op: 'tanh', name: id, params: {}, at: [0, 0] });
const wire = (from: string, to: string): Wire => ({ from: [from, 'y'], to: [to, 'x'] });

/** `a` feeds `b`, which feeds `c` and `d`; `e` stands alone. */
const graph: Graph = {
  nodes: ['a', 'b', 'c', 'd', 'e'].map(node),
  wires: [wire('b', 'c'), wire('a', 'b'), wire('b', 'd')],
};

describe('stepping through the wires of a node', () => {
  const steps = (from: string | null, by: 1 | -1): string | null => {
    const next = nextWire(graph, 'b', from, by);
    return next && wireKey(next);
  };
  it('begins with what arrives, goes on with what leaves, and round', () => {
    expect([null, 'b:x', 'c:x', 'd:x'].map(from => steps(from, 1))).toEqual(['b:x', 'c:x', 'd:x', 'b:x']);
  });
  it('goes back the same way', () => {
    expect([null, 'b:x', 'd:x'].map(from => steps(from, -1))).toEqual(['d:x', 'd:x', 'c:x']);
  });
  it('has nowhere to go from a node without wires', () => {
    expect(nextWire(graph, 'e', null, 1)).toBeNull();
  });
});

describe('what is made of elements of the page while the rest is drawn', () => {
  it('has the touched nodes, the touched wires, and what holds their ends', () => {
    const here = touched(graph, new Set(['a']), new Set(['b:x', 'd:x']));
    expect(here.nodes.map(n => n.id)).toEqual(['a', 'b', 'd']);
    expect(here.wires.map(wireKey)).toEqual(['b:x', 'd:x']);
    expect(here.places).toEqual([1, 2]);
    expect([...(here.anchors ?? [])]).toEqual(['b', 'd']);
  });
  it('of nodes near the view, has the wires between them', () => {
    const here = part(graph, new Set(['b', 'c']));
    expect(here.wires.map(wireKey)).toEqual(['c:x']);
    expect(here.places).toEqual([0]);
  });
});
