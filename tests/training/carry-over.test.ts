import { describe, expect, it } from 'vitest';
import type { Compiled, Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import type { Architecture } from '../../src/core/document/architecture';
import { carryOver, carryReport, carrySentence } from '../../src/training/carry-over';
import { originsOf, wholeWeights } from '../../src/training/origins';
import { compiled, type Written, written } from '../engine/networks';

const nodes: readonly Written[] = [
  ['in', 'input', { shape: [8, 8, 1] }],
  ['c1', 'conv2d', { filters: 3, kernel: [3, 3] }],
  ['n1', 'batch_norm'],
  ['f', 'flatten'],
  ['l1', 'linear', { units: 6 }],
  ['l2', 'linear', { units: 4 }],
  ['o', 'output'],
];
const changed = (id: string, op: string, params: Written[2] = {}): readonly Written[] =>
  nodes.map(n => (n[0] === id ? [id, op, params] : n));

const before = compiled(written(nodes));
const trained: Weights = new Map(
  [...initialise(before.weights, 1)].map(([name, { shape, values }]) => [
    name,
    { shape, values: values.map((_, i) => 100 + i) },
  ]),
);
function carry(model: Compiled, known = true) {
  const origins = known ? originsOf(before) : null;
  return { weights: carryOver(model, trained, origins, 9), report: carryReport(model, trained, origins) };
}
const says = (model: Compiled, known = true) => carrySentence(carry(model, known).report);
const renamed = (doc: Architecture, id: string, name: string): Architecture => ({
  ...doc,
  graph: { ...doc.graph, nodes: doc.graph.nodes.map(n => (n.id === id ? { ...n, name } : n)) },
});

describe('weights of an edited network', () => {
  it('are the same where nothing changed', () => {
    const { weights, report } = carry(before);
    expect(weights).toEqual(trained);
    expect(report.map(c => c.what)).toEqual(['kept', 'kept', 'kept', 'kept']);
    expect(carrySentence(report)).toBe('Kept 4 layers');
  });

  it('stay with a node that is renamed, also when another takes its name', () => {
    const swapped = renamed(renamed(written(nodes), 'l1', 'l2'), 'l2', 'last');
    const { weights, report } = carry(compiled(swapped));
    expect(report.map(c => [c.layer, c.what])).toEqual([
      ['c1', 'kept'],
      ['n1', 'kept'],
      ['l2', 'kept'],
      ['last', 'kept'],
    ]);
    expect(weights.get('l2/kernel')).toEqual(trained.get('l1/kernel'));
    expect(weights.get('last/kernel')).toEqual(trained.get('l2/kernel'));
  });

  it('are whole, under the new names, when nodes were renamed only', () => {
    const model = compiled(renamed(written(nodes), 'l2', 'last'));
    expect(wholeWeights(model, trained, originsOf(before))?.get('last/bias')).toEqual(trained.get('l2/bias'));
    expect(wholeWeights(model, trained, null)).toBeNull();
    expect(wholeWeights(compiled(written(changed('l1', 'linear', { units: 7 }))), trained, null)).toBeNull();
  });

  it('are matched by name where it is not known which node they came from', () => {
    expect(says(compiled(renamed(written(nodes), 'l2', 'last')), false)).toBe('Kept 3 layers, new last, dropped l2');
  });

  it('keep the block that both have when a layer is made smaller or larger, and draw the rest', () => {
    const model = compiled(written(changed('l1', 'linear', { units: 8 })));
    const { weights, report } = carry(model);
    expect(carrySentence(report)).toBe('Kept 2 layers, resized l1, l2');
    const fresh = initialise(model.weights, 9);
    const [kernel, old, drawn] = [weights.get('l1/kernel'), trained.get('l1/kernel'), fresh.get('l1/kernel')];
    expect(kernel?.shape).toEqual([108, 8]);
    for (const row of [0, 1, 107])
      for (const column of [0, 5, 6, 7])
        expect(kernel?.values[row * 8 + column]).toBe(
          column < 6 ? old?.values[row * 6 + column] : drawn?.values[row * 8 + column],
        );
    expect(weights.get('l2/kernel')?.values.subarray(0, 24)).toEqual(trained.get('l2/kernel')?.values);
    expect(weights.get('l1/bias')?.values).toEqual(Float32Array.of(100, 101, 102, 103, 104, 105, 0, 0));
  });

  it('keep the shared block of a convolution along every axis', () => {
    const model = compiled(written(changed('c1', 'conv2d', { filters: 2, kernel: [2, 3], padding: 'same' })));
    const kernel = carry(model).weights.get('c1/kernel');
    expect(kernel?.shape).toEqual([2, 3, 1, 2]);
    const old = trained.get('c1/kernel')?.values;
    for (let y = 0; y < 2; y++)
      for (let x = 0; x < 3; x++)
        for (let f = 0; f < 2; f++) expect(kernel?.values[(y * 3 + x) * 2 + f]).toBe(old?.[(y * 3 + x) * 3 + f]);
  });

  it('are fresh where a node has another operation now, or is new', () => {
    const other = compiled(written(changed('c1', 'depthwise_conv2d', { kernel: [3, 3] })));
    expect(carry(other).report[0]).toEqual({ layer: 'c1', what: 'fresh' });
    const longer = [...nodes.slice(0, 5), ['extra', 'linear', { units: 6 }] as const, ...nodes.slice(5)];
    expect(says(compiled(written(longer)))).toBe('Kept 4 layers, new extra');
  });

  it('are dropped with their node', () => {
    const shorter = compiled(written(nodes.filter(([id]) => id !== 'n1')));
    expect(says(shorter)).toBe('Kept 3 layers, dropped n1');
  });

  it('say nothing when nothing could be kept', () => {
    const other = compiled(
      written([
        ['in', 'input', { shape: [8, 8, 1] }],
        ['g', 'flatten'],
        ['x', 'linear', { units: 3 }],
        ['o', 'output'],
      ]),
    );
    expect(says(other)).toBeNull();
    expect(carry(other).weights).toEqual(initialise(other.weights, 9));
  });
});
