import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, type GraphId, graphOf, MAIN, wireKey } from '../../../src/core/document/architecture';
import { addNode } from '../../../src/core/edits/addNode';
import { connect, disconnect } from '../../../src/core/edits/connect';
import { removeAndHeal, removeNodes } from '../../../src/core/edits/removeNodes';
import { renameNode } from '../../../src/core/edits/renameNode';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import type { GraphFacts, NodeFacts } from '../../../src/core/inference/facts';
import { infer } from '../../../src/core/inference/infer';
import { int, type ParamValues } from '../../../src/core/op/params';
import { documentOf, moduleWith } from './sketch';
import { toyOperations as ops } from './toyOperations';

const block = moduleWith(
  'Block',
  {
    n1: ['input', { shape: [9, 9, 2] }],
    n2: ['conv', { filters: { $: 'width' } }, 'n1'],
    n3: ['module:inner', {}, { n1: 'n2' }],
    n4: ['output', {}, 'n3:n3'],
  },
  { width: int({ default: 4, min: 1, label: 'Width' }) },
);
const inner = moduleWith('Inner', { n1: ['input'], n2: ['relu', {}, 'n1'], n3: ['output', {}, 'n2'] });
const first = documentOf(
  {
    n1: ['input', { shape: [16, 16, 2] }],
    n2: ['module:block', {}, { n1: 'n1' }],
    n3: ['conv', {}, 'n1'],
    n4: ['relu', {}, 'n3'],
    n5: ['add', {}, ['n4', 'n3']],
    n6: ['flatten', {}, 'n5'],
    n7: ['linear', {}, 'n6'],
    n8: ['output', {}, 'n7'],
  },
  { block, inner },
);

/** One random change; `pick` chooses among what is there. */
interface Change {
  readonly kind: 'add' | 'connect' | 'disconnect' | 'set' | 'remove' | 'heal' | 'mute' | 'rename';
  readonly graph: GraphId;
  readonly pick: readonly [number, number, number];
}
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('add', 'connect', 'connect', 'disconnect', 'set', 'set', 'remove', 'heal', 'mute', 'rename'),
  graph: fc.constantFrom(MAIN, MAIN, MAIN, 'block', 'inner'),
  pick: fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999)),
});
const kinds = ['conv', 'relu', 'add', 'flatten', 'linear', 'input', 'output', 'mystery', 'module:block', 'module:gone'];
const values: readonly ParamValues[] = [
  { filters: 2 },
  { filters: 0 },
  { size: 7 },
  { units: 3 },
  { shape: [6, 6, 1] },
  { shape: [40] },
  { width: 5 },
  { filters: { $: 'width' } },
];

function apply(doc: Architecture, { kind, graph: id, pick }: Change): Architecture {
  const graph = graphOf(doc, id);
  if (!graph) return doc;
  const of = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
  const node = of(graph.nodes, pick[0]);
  const other = of(graph.nodes, pick[1]);
  const wire = of(graph.wires, pick[0]);
  switch (kind) {
    case 'add': {
      const op = of(kinds, pick[0]) ?? 'relu';
      // Modules go into the main graph alone, so that none comes to contain itself.
      return id !== MAIN && op.startsWith('module:') ? doc : addNode(doc, ops, id, { op }, [0, 0]);
    }
    case 'connect': {
      if (!node || !other) return doc;
      const from = node.op === 'module:block' ? 'n4' : node.op === 'module:inner' ? 'n3' : 'y';
      return connect(doc, ops, id, [node.id, from], [other.id, other.op.startsWith('module:') ? 'n1' : 'x']);
    }
    case 'disconnect':
      return wire ? disconnect(doc, id, [wireKey(wire)]) : doc;
    case 'set':
      return node ? setParams(doc, ops, id, [node.id], of(values, pick[1]) ?? {}) : doc;
    case 'remove':
      return node ? removeNodes(doc, id, [node.id]) : doc;
    case 'heal':
      return node ? removeAndHeal(doc, id, [node.id]) : doc;
    case 'mute':
      return node ? toggleMute(doc, id, [node.id]) : doc;
    case 'rename':
      return node ? renameNode(doc, id, node.id, `name ${pick[1]}`) : doc;
  }
}

/** Facts without functions and object identity, written out to compare. */
const written = (facts: GraphFacts): string => JSON.stringify(plain(facts));
function plain(facts: GraphFacts): unknown {
  const node = ({ inner, problems, ...rest }: NodeFacts) => ({
    ...rest,
    problems: problems.map(p => ({ ...p, fixes: p.fixes.map(f => f.label) })),
    inner: inner && plain(inner),
  });
  return {
    ...facts,
    problems: facts.problems.map(p => ({ ...p, fixes: p.fixes.map(f => f.label) })),
    nodes: [...facts.nodes].map(([id, f]) => [id, node(f)]),
  };
}

describe('inference after an edit', () => {
  it('says the same as inference from nothing, after any sequence of edits', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), changes => {
        let doc = first;
        let facts = infer(doc, ops);
        for (const c of changes) {
          doc = apply(doc, c);
          facts = infer(doc, ops, facts);
          expect(written(facts)).toBe(written(infer(doc, ops)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes back to equal facts when the edits are undone', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), changes => {
        const before = infer(first, ops);
        const edited = changes.reduce(apply, first);
        const after = infer(edited, ops, before);
        expect(written(infer(first, ops, after))).toBe(written(before));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the very same facts of every node for which they are equal', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), changes => {
        const before = infer(first, ops);
        const after = infer(changes.reduce(apply, first), ops, before);
        for (const [id, facts] of after.nodes) {
          const old = before.nodes.get(id);
          if (!old || old.node !== facts.node || facts.problems.length > 0 || facts.inner) continue;
          const equal = JSON.stringify({ ...old, node: 0 }) === JSON.stringify({ ...facts, node: 0 });
          if (equal) expect(facts).toBe(old);
        }
      }),
      { numRuns: 100 },
    );
  });
});
