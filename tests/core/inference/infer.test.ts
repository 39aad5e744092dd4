import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { connect, disconnect } from '../../../src/core/edits/connect';
import { setPositions } from '../../../src/core/edits/moveNodes';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import type { GraphFacts, Problem } from '../../../src/core/inference/facts';
import { infer } from '../../../src/core/inference/infer';
import { documentOf } from './sketch';
import { counting, toyOperations as ops } from './toyOperations';

const shapeOf = (facts: GraphFacts, id: string) => facts.nodes.get(id)?.outputs.y;
const told = (facts: GraphFacts) => facts.problems.map(p => `${p.path.join('/')} ${p.code}: ${p.says}`);
const only = (problems: readonly Problem[] | undefined): Problem => {
  expect(problems).toHaveLength(1);
  const [problem] = problems ?? [];
  if (!problem) throw new Error('there is no problem');
  return problem;
};
const mended = (doc: Architecture, problem: Problem, label: string): GraphFacts => {
  const fix = problem.fixes.find(f => f.label === label);
  if (!fix) throw new Error(`no fix called ${label}`);
  return infer(fix.edit(doc), ops);
};

const chain = documentOf({
  in: ['input', { shape: [12, 12, 3] }],
  c1: ['conv', {}, 'in'],
  r1: ['relu', {}, 'c1'],
  c2: ['conv', { filters: 4, size: 5 }, 'r1'],
  flat: ['flatten', {}, 'c2'],
  fc: ['linear', {}, 'flat'],
  out: ['output', {}, 'fc'],
});
const residual = documentOf({
  in: ['input', { shape: [8, 8, 4] }],
  a: ['conv', { size: 1, filters: 4 }, 'in'],
  b: ['relu', {}, 'in'],
  sum: ['add', {}, ['a', 'b']],
  out: ['output', {}, 'sum'],
});

describe('shapes and costs', () => {
  it('gives every wire its shape', () => {
    const facts = infer(chain, ops);
    expect(['in', 'c1', 'r1', 'c2', 'flat', 'fc'].map(id => shapeOf(facts, id))).toEqual([
      [12, 12, 3],
      [10, 10, 8],
      [10, 10, 8],
      [6, 6, 4],
      [144],
      [10],
    ]);
    expect(facts.nodes.get('out')?.inputs).toEqual({ x: [10] });
    expect(facts.nodes.get('out')?.outputs).toEqual({});
    expect(facts.problems).toEqual([]);
  });

  it('counts weights, multiply-accumulates and kept values', () => {
    const { costs, nodes } = infer(chain, ops);
    expect(nodes.get('c1')?.costs).toEqual({ parameters: 224, trainable: 224, macs: 21_600, activations: 800 });
    expect(nodes.get('flat')?.costs.activations).toBe(0);
    expect(costs.parameters).toBe(224 + 804 + 1450);
    expect(costs.macs).toBe(21_600 + 28_800 + 1440);
    expect(costs.activations).toBe(432 + 800 + 800 + 144 + 10);
  });

  it('orders nodes by their wires, and as the document lists them where wires leave the choice', () => {
    const { order } = infer(
      documentOf({ out: ['output', {}, 'b'], b: ['relu', {}, 'a'], a: ['input'], c: ['input'] }),
      ops,
    );
    expect(order).toEqual(['a', 'b', 'out', 'c']);
  });

  it('lets unknown sizes flow, and counts what depends on them as unknown', () => {
    const facts = infer(
      documentOf({ in: ['input', { shape: [null, 12, 3] }], c: ['conv', {}, 'in'], f: ['flatten', {}, 'c'] }),
      ops,
    );
    expect(shapeOf(facts, 'c')).toEqual([null, 10, 8]);
    expect(shapeOf(facts, 'f')).toEqual([null]);
    expect(facts.nodes.get('c')?.costs).toEqual({ parameters: 224, trainable: 224, macs: null, activations: null });
    expect(facts.costs.macs).toBeNull();
  });

  it('looks at every input of a merge', () => {
    expect(shapeOf(infer(residual, ops), 'sum')).toEqual([8, 8, 4]);
    const broken = infer(setParams(residual, ops, MAIN, ['a'], { filters: 5 }), ops);
    expect(told(broken)).toEqual(['sum shape-mismatch: Add needs equal shapes, got 8×8×5 and 8×8×4']);
  });

  it('takes the wires of a port in the order of their numbers, which may have gaps', () => {
    const doc = documentOf({
      a: ['input', { shape: [1] }],
      b: ['input', { shape: [2] }],
      sum: ['add', {}, { 'x.7': 'b', 'x.2': 'a' }],
    });
    const problem = only(infer(doc, ops).problems);
    expect(problem.says).toBe('Add needs equal shapes, got 1 and 2');
    expect(problem.port).toBe('x.7');
  });
});

describe('problems', () => {
  it('reports the first cause alone', () => {
    const doc = documentOf({
      in: ['input', { shape: [4, 4, 1] }],
      c: ['conv', { size: 5 }, 'in'],
      r: ['relu', {}, 'c'],
      fc: ['linear', {}, 'r'],
      out: ['output', {}, 'fc'],
    });
    const facts = infer(doc, ops);
    expect(told(facts)).toEqual(['c kernel-too-large: Conv has a kernel of 5, got 4×4']);
    expect(['c', 'r', 'fc'].map(id => shapeOf(facts, id))).toEqual([null, null, null]);
    expect(facts.nodes.get('fc')?.inputs).toEqual({ x: null });
  });

  it('says which input is not connected', () => {
    const facts = infer(documentOf({ r: ['relu'], sum: ['add', {}, ['r']] }), ops);
    expect(told(facts)).toEqual([
      'r unconnected: ReLU needs an input: nothing is connected to it',
      'sum unconnected: Add needs at least 2 inputs, has 1',
    ]);
    expect(facts.problems.map(p => p.port)).toEqual(['x', 'x']);
  });

  it('names the value that its parameter does not allow, and goes back to the default', () => {
    const doc = setParams(chain, ops, MAIN, ['c1'], { filters: 0 });
    const problem = only(infer(doc, ops).problems);
    expect(problem.says).toBe('Output channels must be a whole number of at least 1, got 0');
    expect(shapeOf(mended(doc, problem, 'Set Output channels back to 8'), 'c1')).toEqual([10, 10, 8]);
  });

  it.each([Number.NaN, 2.5, -1, 'many', [3]])('does not compute with %s output channels', filters => {
    const facts = infer(documentOf({ in: ['input'], c: ['conv', { filters }, 'in'] }), ops);
    expect(only(facts.problems).code).toBe('illegal-parameter');
  });

  it('carries out what the operation proposes', () => {
    const doc = connect(chain, ops, MAIN, ['c2', 'y'], ['fc', 'x']);
    const problem = only(infer(doc, ops).problems);
    expect(problem.says).toBe('Linear needs a flat vector, got 6×6×4');
    expect(shapeOf(mended(doc, problem, 'Insert Flatten'), 'fc')).toEqual([10]);
  });

  it('refuses a tensor of the wrong rank before the operation sees it', () => {
    const doc = connect(chain, ops, MAIN, ['flat', 'y'], ['c1', 'x']);
    const flat = documentOf({ in: ['input', { shape: [16] }], c: ['conv', {}, 'in'] });
    expect(told(infer(flat, ops))).toEqual(['c wrong-rank: Conv needs an image (height × width × channels), got 16']);
    expect(infer(doc, ops).problems[0]?.code).toBe('cycle');
  });

  it('keeps operations that it does not know', () => {
    const facts = infer(
      documentOf({ in: ['input'], odd: ['attention', { heads: 8 }, 'in'], r: ['relu', {}, 'odd'] }),
      ops,
    );
    expect(told(facts)).toEqual(['odd unknown-operation: The operation attention is not known here']);
    expect(facts.nodes.get('odd')?.node.params).toEqual({ heads: 8 });
    expect(facts.nodes.get('r')?.inputs).toEqual({ x: null });
  });

  it('names the nodes of a cycle and takes out the wire that closed it', () => {
    const doc = connect(residual, ops, MAIN, ['sum', 'y'], ['a', 'x']);
    const facts = infer(doc, ops);
    expect(told(facts)).toEqual(['a cycle: a → sum → a is a cycle: none of them can be computed first']);
    expect(facts.order).toEqual(['in', 'b', 'a', 'sum', 'out']);
    expect(shapeOf(facts, 'b')).toEqual([8, 8, 4]);
    expect(mended(doc, only(facts.problems), 'Remove the wire from sum to a').problems.map(p => p.code)).toEqual([
      'unconnected',
    ]);
  });

  it('reports each cycle once, and a node that feeds itself', () => {
    const doc = documentOf({
      a: ['relu', {}, 'b'],
      b: ['relu', {}, 'a'],
      behind: ['relu', {}, 'b'],
      self: ['relu', {}, 'self'],
    });
    expect(infer(doc, ops).problems.map(p => p.says)).toEqual([
      'a → b → a is a cycle: none of them can be computed first',
      'self feeds itself',
    ]);
  });

  it('takes a wire from a port that is gone as no wire', () => {
    const doc = documentOf({ in: ['input'], r: ['relu', {}, 'in:z'] });
    expect(told(infer(doc, ops))).toEqual(['r unconnected: ReLU needs an input: nothing is connected to it']);
  });
});

describe('muted nodes', () => {
  it('pass their first input through and cost nothing', () => {
    const facts = infer(toggleMute(chain, MAIN, ['c1']), ops);
    expect(shapeOf(facts, 'c1')).toEqual([12, 12, 3]);
    expect(facts.nodes.get('c1')?.costs.parameters).toBe(0);
    expect(shapeOf(infer(toggleMute(residual, MAIN, ['sum']), ops), 'sum')).toEqual([8, 8, 4]);
  });

  it('leave an input as it is, having nothing to pass', () => {
    expect(shapeOf(infer(toggleMute(chain, MAIN, ['in']), ops), 'in')).toEqual([12, 12, 3]);
  });
});

describe('after an edit', () => {
  it('returns the same facts for the same graph', () => {
    const facts = infer(chain, ops);
    expect(infer(chain, ops, facts)).toBe(facts);
    expect(infer({ ...chain, title: 'Renamed' }, ops, facts)).toBe(facts);
  });

  it('computes only what is downstream, and stops where a shape did not change', () => {
    const counter = counting(ops);
    const facts = infer(chain, counter.ops);
    expect(counter.calls).toBe(7);
    counter.calls = 0;
    const wider = infer(setParams(chain, counter.ops, MAIN, ['c1'], { filters: 9 }), counter.ops, facts);
    expect(counter.calls).toBe(3);
    expect(wider.nodes.get('in')).toBe(facts.nodes.get('in'));
    expect(wider.nodes.get('flat')).toBe(facts.nodes.get('flat'));
    expect(wider.nodes.get('c2')).not.toBe(facts.nodes.get('c2'));
    expect(wider.nodes.get('c2')?.outputs).toBe(facts.nodes.get('c2')?.outputs);
  });

  it('computes nothing when a node is moved', () => {
    const counter = counting(ops);
    const facts = infer(chain, counter.ops);
    counter.calls = 0;
    const moved = infer(setPositions(chain, MAIN, new Map([['c1', [50, 60]]])), counter.ops, facts);
    expect(counter.calls).toBe(0);
    expect(moved.nodes.get('c1')?.node.at).toEqual([50, 60]);
    expect(moved.nodes.get('r1')).toBe(facts.nodes.get('r1'));
    expect([moved.problems, moved.costs, moved.order]).toEqual([facts.problems, facts.costs, facts.order]);
  });

  it('leaves a node alone whose problem an edit elsewhere does not touch', () => {
    const doc = connect(residual, ops, MAIN, ['sum', 'y'], ['a', 'x']);
    const facts = infer(doc, ops);
    const later = infer(setParams(doc, ops, MAIN, ['in'], { shape: [9, 9, 4] }), ops, facts);
    expect(later.nodes.get('a')).toBe(facts.nodes.get('a'));
    expect(later.problems).toBe(facts.problems);
  });

  it('forgets what came over a wire that was cut', () => {
    const facts = infer(chain, ops);
    const cut = infer(disconnect(chain, MAIN, ['c2:x']), ops, facts);
    expect(told(cut)).toEqual(['c2 unconnected: Conv needs an input: nothing is connected to it']);
    expect(shapeOf(cut, 'fc')).toBeNull();
    expect(cut.costs.parameters).toBeNull();
  });
});
