import { describe, expect, it } from 'vitest';
import { EMPTY, type Node } from '../../../src/core/document/architecture';
import type { ParamValues } from '../../../src/core/op/params';
import { catalogue } from '../../../src/ops/catalogue';
import { sharedParams } from '../../../src/ui/inspector/shared-params';

let made = 0;
const node = (op: string, params: ParamValues = {}): Node => ({ id: `n${++made}`, op, name: op, params, at: [0, 0] });
const shared = (...nodes: readonly Node[]) =>
  new Map(sharedParams(EMPTY, catalogue, nodes).map(p => [p.name, p] as const));

describe('parameters of a selection', () => {
  it('are all of one node’s, with defaults filled in', () => {
    const params = shared(node('conv2d', { filters: 6 }));
    expect([...params.keys()]).toEqual(Object.keys(catalogue.get('conv2d')?.params ?? {}));
    expect(params.get('filters')).toMatchObject({ value: 6, changed: true });
    expect(params.get('kernel')).toMatchObject({ value: [3, 3], changed: false });
  });
  it('are those that all nodes have, in kind and name', () => {
    const params = shared(node('conv2d'), node('max_pool', { stride: [1, 1] }));
    expect(params.has('filters')).toBe(false);
    expect(params.has('padding')).toBe(true);
    expect(params.get('stride')?.value).toEqual([1, 1]);
    expect([...shared(node('conv2d'), node('relu')).keys()]).toEqual([]);
  });
  it('are mixed where the nodes differ', () => {
    const filters = shared(node('conv2d', { filters: 6 }), node('conv2d', { filters: 16 })).get('filters');
    expect(filters?.value).toBeUndefined();
    expect(filters?.changed).toBe(true);
  });
  it('say when they are bound to a module’s parameter', () => {
    const bound = shared(node('conv2d', { filters: { $: 'pool_features' } })).get('filters');
    expect(bound?.bound).toBe('pool_features');
  });
  it('refuse what any of the nodes refuses', () => {
    const filters = shared(node('conv2d')).get('filters');
    expect(filters?.rejects(0)).toBe('must be a whole number of at least 1');
    expect(filters?.rejects(3)).toBeNull();
  });
  it('of nothing are nothing, and so are those of an unknown operation', () => {
    expect(shared().size).toBe(0);
    expect(shared(node('from-the-future', { a: 1 })).size).toBe(0);
  });
});
