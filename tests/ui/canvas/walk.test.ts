import { describe, expect, it } from 'vitest';
import type { Graph, Node, Wire } from '../../../src/core/document/architecture';
import { walk } from '../../../src/ui/canvas/walk';

const node = (id: string, x: number, y: number): Node => ({ id, op: 'tanh', name: id, params: {}, at: [x, y] });
const wire = (from: string, to: string): Wire => ({ from: [from, 'y'], to: [to, 'x'] });

/** A fork: `a` above `b` (a little aside) and `c` (far aside); `d` stands alone below. */
const graph: Graph = {
  nodes: [node('a', 0, 0), node('b', 40, 100), node('c', 300, 100), node('d', 0, 400)],
  wires: [wire('a', 'b'), wire('a', 'c')],
};

describe('walking with the arrow keys', () => {
  it('follows wires down and up, to the one most nearly below', () => {
    expect(walk(graph, 'a', 'down')).toBe('b');
    expect(walk(graph, 'c', 'up')).toBe('a');
  });
  it('goes sideways to the nearest card', () => {
    expect(walk(graph, 'b', 'right')).toBe('c');
    expect(walk(graph, 'c', 'left')).toBe('b');
  });
  it('reaches what no wire leads to', () => {
    expect(walk(graph, 'b', 'down')).toBe('d');
  });
  it('stays where nothing lies that way', () => {
    expect(walk(graph, 'a', 'up')).toBeNull();
    expect(walk(graph, 'gone', 'up')).toBeNull();
  });
});
