import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { setParams } from '../../../src/core/edits/setParams';
import type { GraphFacts } from '../../../src/core/inference/facts';
import { infer, inferModule } from '../../../src/core/inference/infer';
import { int } from '../../../src/core/op/params';
import { documentOf, moduleWith } from './sketch';
import { counting, toyOperations as ops } from './toyOperations';

const told = (facts: GraphFacts) => facts.problems.map(p => `${p.path.join('/')} ${p.code}: ${p.says}`);
const inside = (facts: GraphFacts, ...path: string[]): GraphFacts => {
  let at = facts;
  for (const id of path) {
    const inner = at.nodes.get(id)?.inner;
    if (!inner) throw new Error(`nothing inside ${id}`);
    at = inner;
  }
  return at;
};

const width = int({ default: 8, min: 1, label: 'Width' });
const convRelu = moduleWith(
  'Conv-ReLU',
  {
    x: ['input', { shape: [20, 20, 3] }],
    c: ['conv', { filters: { $: 'width' } }, 'x'],
    r: ['relu', {}, 'c'],
    out: ['output', {}, 'r'],
  },
  { width },
);
/** Two branches, one of them through another module, added up. */
const block = moduleWith(
  'Block',
  {
    x: ['input', { shape: [20, 20, 3] }],
    left: ['module:cr', { width: { $: 'width' } }, { x: 'x' }],
    right: ['conv', { filters: { $: 'width' } }, 'x'],
    sum: ['add', {}, ['left:out', 'right']],
    out: ['output', {}, 'sum'],
  },
  { width },
);
const doc = documentOf(
  {
    in: ['input', { shape: [12, 12, 3] }],
    a: ['module:block', { width: 6 }, { x: 'in' }],
    b: ['module:block', { width: 6 }, { x: 'a:out' }],
    c: ['module:block', {}, { x: 'b:out' }],
    out: ['output', {}, 'c:out'],
  },
  { cr: convRelu, block },
);

describe('modules', () => {
  it('carry shapes and parameters through, nested to any depth', () => {
    const facts = infer(doc, ops);
    expect(facts.problems).toEqual([]);
    expect(['a', 'b', 'c'].map(id => facts.nodes.get(id)?.outputs)).toEqual([
      { out: [10, 10, 6] },
      { out: [8, 8, 6] },
      { out: [6, 6, 8] },
    ]);
    expect(inside(facts, 'b', 'left').nodes.get('c')?.weights.kernel?.shape).toEqual([3, 3, 6, 6]);
  });

  it('cost what their insides cost', () => {
    const facts = infer(doc, ops);
    const conv = (from: number, to: number) => 9 * from * to + to;
    expect(facts.nodes.get('a')?.costs.parameters).toBe(2 * conv(3, 6));
    expect(facts.costs.parameters).toBe(2 * (conv(3, 6) + conv(6, 6) + conv(6, 8)));
  });

  it('share their insides where parameters and arriving shapes are the same', () => {
    const twice = documentOf(
      {
        in: ['input'],
        a: ['module:cr', {}, { x: 'in' }],
        b: ['module:cr', {}, { x: 'in' }],
        c: ['module:cr', { width: 2 }, { x: 'in' }],
      },
      { cr: convRelu },
    );
    const facts = infer(twice, ops);
    expect(inside(facts, 'a')).toBe(inside(facts, 'b'));
    expect(inside(facts, 'a')).not.toBe(inside(facts, 'c'));
  });

  it('show a problem inside with the way to it, and its fix mends every instance', () => {
    const small = setParams(doc, ops, 'block', ['right'], { size: 15 });
    const facts = infer(small, ops);
    expect(told(facts)).toEqual(['a/right kernel-too-large: Conv has a kernel of 15, got 12×12']);
    expect(facts.nodes.get('a')?.problems).toEqual([]);
    expect(inside(facts, 'a').problems[0]?.path).toEqual(['right']);
    const fix = facts.problems[0]?.fixes.find(f => f.label === 'Set Kernel to 1');
    const mended = infer(fix?.edit(small) ?? small, ops, facts);
    expect(told(mended)).toEqual(['a/sum shape-mismatch: Add needs equal shapes, got 10×10×6 and 12×12×6']);
  });

  it('say which input of an instance is not connected, and still look inside', () => {
    const loose = documentOf({ a: ['module:block', {}] }, { cr: convRelu, block });
    const facts = infer(loose, ops);
    expect(told(facts)).toEqual(['a unconnected: Block needs an input at “x”']);
    expect(inside(facts, 'a').nodes.size).toBe(5);
  });

  it('keep an illegal parameter of an instance from its inside', () => {
    const facts = infer(setParams(doc, ops, MAIN, ['a'], { width: 0 }), ops);
    expect(told(facts)).toEqual(['a illegal-parameter: Width must be a whole number of at least 1, got 0']);
    expect(facts.nodes.get('a')?.outputs).toEqual({ out: null });
    expect(inside(facts, 'a').nodes.get('right')?.outputs.y).toEqual([10, 10, 8]);
    const fix = facts.problems[0]?.fixes[0];
    expect(fix?.label).toBe('Set Width back to 8');
  });

  it('name a binding to a parameter that there is not', () => {
    const unbound = documentOf({ in: ['input'], c: ['conv', { filters: { $: 'width' } }, 'in'] });
    expect(told(infer(unbound, ops))).toEqual([
      'c illegal-parameter: Output channels is bound to width, which is not a parameter of this module',
    ]);
  });

  it('cannot contain themselves', () => {
    const ring: Architecture = {
      ...doc,
      modules: {
        ...doc.modules,
        cr: moduleWith('Ring', {
          x: ['input'],
          again: ['module:block', {}, { x: 'x' }],
          out: ['output', {}, 'again:out'],
        }),
      },
    };
    const problems = infer(ring, ops).problems;
    expect(problems[0]?.code).toBe('recursive-module');
    expect(problems[0]?.path).toEqual(['a', 'left', 'again']);
    expect(problems[0]?.says).toBe('Block contains itself here, so it would never end');
  });

  it('are kept where they are not known', () => {
    const facts = infer(
      documentOf({ in: ['input'], m: ['module:gone', {}, { x: 'in' }], r: ['relu', {}, 'm:out'] }),
      ops,
    );
    expect(told(facts)).toEqual(['m unknown-module: The module gone is not in this document']);
  });

  it('pass their first input on when muted', () => {
    const [before, after] = [
      doc,
      {
        ...doc,
        graph: { ...doc.graph, nodes: doc.graph.nodes.map(n => (n.id === 'b' ? { ...n, muted: true as const } : n)) },
      },
    ];
    expect(infer(before, ops).nodes.get('b')?.outputs).toEqual({ out: [8, 8, 6] });
    expect(infer(after, ops).nodes.get('b')?.outputs).toEqual({ out: [10, 10, 6] });
  });

  it('opened on their own take the shapes that their inputs give as examples', () => {
    const facts = inferModule(doc, ops, 'block');
    expect(facts.nodes.get('sum')?.outputs.y).toEqual([18, 18, 8]);
    expect(inferModule(doc, ops, 'block', facts)).toBe(facts);
  });
});

describe('after an edit', () => {
  it('nothing is computed where the document only got a module more', () => {
    const counter = counting(ops);
    const facts = infer(doc, counter.ops);
    counter.calls = 0;
    const grown = { ...doc, modules: { ...doc.modules, other: convRelu } };
    expect(infer(grown, counter.ops, facts)).toBe(facts);
    expect(counter.calls).toBe(0);
  });

  it('an instance that the edit does not reach keeps its inside', () => {
    const facts = infer(doc, ops);
    const later = infer(setParams(doc, ops, MAIN, ['c'], { width: 3 }), ops, facts);
    expect(later.nodes.get('b')).toBe(facts.nodes.get('b'));
    expect(later.nodes.get('c')?.outputs).toEqual({ out: [6, 6, 3] });
  });

  it('of a module reaches its instances, also those inside other modules, and only what is behind it there', () => {
    const counter = counting(ops);
    const facts = infer(doc, counter.ops);
    counter.calls = 0;
    const edited = setParams(doc, ops, 'cr', ['c'], { bias: false });
    const later = infer(edited, counter.ops, facts);
    expect(counter.calls).toBe(3);
    expect(inside(later, 'a', 'left').nodes.get('c')?.costs.parameters).toBe(162);
    expect(inside(later, 'a', 'left').nodes.get('r')).toBe(inside(facts, 'a', 'left').nodes.get('r'));
    expect(inside(later, 'a').nodes.get('right')).toBe(inside(facts, 'a').nodes.get('right'));
  });
});
