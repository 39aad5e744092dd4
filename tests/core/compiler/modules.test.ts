import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, type Graph, MAIN, type Module } from '../../../src/core/document/architecture';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import { catalogue } from '../../../src/ops/catalogue';
import { registerLayers } from '../../../src/training/layers';
import { attempt, compiled, layerNames, load } from './build';

beforeAll(registerLayers);

describe('modules', () => {
  const block: Module = {
    title: 'Block',
    params: { width: { kind: 'int', label: 'Width', default: 4, min: 1 } },
    graph: {
      nodes: [
        { id: 'in', op: 'input', name: 'in', params: {}, at: [0, 0] },
        { id: 'c', op: 'conv2d', name: 'conv', params: { filters: { $: 'width' }, padding: 'same' }, at: [0, 100] },
        { id: 'bn', op: 'batch_norm', name: 'bn', params: {}, at: [0, 200] },
        { id: 'out', op: 'output', name: 'out', params: {}, at: [0, 300] },
        { id: 'mid', op: 'output', name: 'mid', params: {}, at: [0, 400] },
      ],
      wires: [
        { from: ['in', 'y'], to: ['c', 'x'] },
        { from: ['c', 'y'], to: ['bn', 'x'] },
        { from: ['bn', 'y'], to: ['out', 'x'] },
        { from: ['c', 'y'], to: ['mid', 'x'] },
      ],
    },
  };
  const twice: Module = {
    title: 'Twice',
    params: {},
    graph: {
      nodes: [
        { id: 'in', op: 'input', name: 'in', params: {}, at: [0, 0] },
        { id: 'a', op: 'module:block', name: 'first', params: { width: 3 }, at: [0, 100] },
        { id: 'b', op: 'module:block', name: 'second', params: {}, at: [0, 200] },
        { id: 'out', op: 'output', name: 'out', params: {}, at: [0, 300] },
      ],
      wires: [
        { from: ['in', 'y'], to: ['a', 'in'] },
        { from: ['a', 'out'], to: ['b', 'in'] },
        { from: ['b', 'out'], to: ['out', 'x'] },
      ],
    },
  };
  const graph = (op: string, port: string): Graph => ({
    nodes: [
      { id: 'i', op: 'input', name: 'Image', params: { shape: [8, 8, 1] }, at: [0, 0] },
      { id: 'm', op, name: 'mixed_5b', params: {}, at: [0, 100] },
      { id: 'o', op: 'output', name: 'Maps', params: {}, at: [0, 200] },
    ],
    wires: [
      { from: ['i', 'y'], to: ['m', 'in'] },
      { from: ['m', port], to: ['o', 'x'] },
    ],
  });
  const withGraphOf = (op: string, port: string): Architecture => ({
    ...EMPTY,
    modules: { block, twice },
    graph: graph(op, port),
  });

  it('are expanded at any depth, with the way there in the names and each instance’s own parameters', async () => {
    const model = compiled(withGraphOf('module:twice', 'out'));
    expect(layerNames(model)).toEqual([
      'Image',
      'mixed_5b/first/conv',
      'mixed_5b/first/bn',
      'mixed_5b/second/conv',
      'mixed_5b/second/bn',
    ]);
    expect(model.layers['mixed_5b/second/conv']).toEqual({ path: ['m', 'b', 'c'], op: 'conv2d' });
    const loaded = await load(model);
    expect(loaded.outputs[0]?.shape).toEqual([null, 8, 8, 4]);
    expect(loaded.weights.map(w => w.originalName).toSorted()).toEqual(model.weights.map(w => w.name).toSorted());
    expect(loaded.countParams()).toBe(9 * 3 + 3 + 12 + 9 * 3 * 4 + 4 + 16);
  });

  it('only bring what leads to the output that is used', () => {
    expect(layerNames(compiled(withGraphOf('module:block', 'mid')))).toEqual(['Image', 'mixed_5b/conv']);
  });

  it('are bypassed as a whole when muted', () => {
    const doc = toggleMute(withGraphOf('module:twice', 'out'), MAIN, ['m']);
    expect(layerNames(compiled(doc))).toEqual(['Image', 'Maps']);
  });

  it('report what is wrong inside with the way there', () => {
    const doc = setParams(withGraphOf('module:block', 'out'), catalogue, 'block', ['c'], { kernel: [0, 3] });
    const result = attempt(doc);
    expect(result.ok ? [] : result.problems.map(p => p.path)).toEqual([['m', 'c']]);
  });
});
