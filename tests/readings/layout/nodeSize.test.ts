import { describe, expect, it } from 'vitest';
import { EMPTY, type Node, type Wire } from '../../../src/core/document/architecture';
import { catalogue } from '../../../src/ops/catalogue';
import { notationOf, sizeOfNode, slotSpan, wireEnds } from '../../../src/readings/layout/node-size';

const node = (id: string, op: string): Node => ({ id, op, name: id, params: {}, at: [0, 0] });

describe('the size of a card', () => {
  it('has a second line where there is notation', () => {
    expect(sizeOfNode(catalogue, { op: 'conv2d', params: {} })).toEqual({ width: 196, height: 46 });
    expect(sizeOfNode(catalogue, { op: 'tanh', params: {} })).toEqual({ width: 196, height: 34 });
    expect(sizeOfNode(catalogue, { op: 'not-known', params: {} }).height).toBe(34);
  });
  it('takes the values of bound parameters from the module around', () => {
    const bound = { op: 'linear', params: { units: { $: 'width' } } };
    expect(notationOf(catalogue, bound, { width: 300 })).toBe('300');
    expect(notationOf(catalogue, bound)).toBe('128');
  });
});

describe('where wires touch cards', () => {
  it('is the middle of a single port, and side by side in order where a port takes several', () => {
    const nodes = [node('a', 'tanh'), node('b', 'tanh'), node('cat', 'concat')];
    const wires: readonly Wire[] = [
      { from: ['b', 'y'], to: ['cat', 'x.5'] },
      { from: ['a', 'y'], to: ['cat', 'x.0'] },
      { from: ['a', 'y'], to: ['b', 'x'] },
    ];
    const [second, first, plain] = wireEnds(EMPTY, catalogue, nodes, wires);
    expect(plain).toEqual({ fromX: 98, toX: 98, slot: 0 });
    expect([first?.slot, second?.slot]).toEqual([-8, 8]);
    expect(slotSpan(196, 2)).toBe(16);
    expect(slotSpan(196, 1)).toBe(0);
    expect(slotSpan(196, 40)).toBeLessThanOrEqual(196);
  });
});
