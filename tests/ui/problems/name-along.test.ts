import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, type Node } from '../../../src/core/document/architecture';
import { nameAlong } from '../../../src/ui/problems/name-along';

const node = (id: string, op: string, name: string): Node => ({ id, op, name, params: {}, at: [0, 0] });
const doc: Architecture = {
  ...EMPTY,
  graph: { nodes: [node('n1', 'module:a', 'mixed_5b')], wires: [] },
  modules: { a: { title: 'Inception A', params: {}, graph: { nodes: [node('n7', 'conv2d', 'conv')], wires: [] } } },
};

describe('the name of the node with a problem', () => {
  it('tells the way through modules', () => {
    expect(nameAlong(doc, ['n1'])).toBe('mixed_5b');
    expect(nameAlong(doc, ['n1', 'n7'])).toBe('mixed_5b / conv');
  });
  it('is none for the whole graph, and ends where the way is gone', () => {
    expect(nameAlong(doc, [])).toBeNull();
    expect(nameAlong(doc, ['n1', 'gone'])).toBe('mixed_5b');
  });
});
