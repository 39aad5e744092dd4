import fc from 'fast-check';
import { type Architecture, EMPTY, MAIN, type Node, type Wire } from '../../src/core/document/architecture';
import type { GraphFacts } from '../../src/core/inference/facts';
import { infer } from '../../src/core/inference/infer';
import { freePort, portsOf } from '../../src/core/inference/ports';
import { int, type ParamSpec, type ParamValues } from '../../src/core/op/params';
import { sizeOf } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { paramArbitrary } from '../ops/arbitrary';
import { moduleWith } from './inference/sketch';

/** A step of growing a graph: an operation, its parameters, and which of the nodes so far it reads. */
interface Step {
  readonly op: string;
  readonly params: ParamValues;
  readonly reads: readonly number[];
}

const width = int({ default: 3, min: 1, label: 'Width' });
const modules = {
  block: moduleWith(
    'Conv-BN-ReLU',
    {
      x: ['input'],
      conv: ['conv2d', { filters: { $: 'width' }, padding: 'same', bias: false }, 'x'],
      bn: ['batch_norm', {}, 'conv'],
      act: ['relu', {}, 'bn'],
      out: ['output', {}, 'act'],
    },
    { width },
  ),
  fork: moduleWith(
    'Fork',
    {
      x: ['input'],
      left: ['module:block', { width: { $: 'width' } }, { x: 'x' }],
      right: ['max_pool', { stride: [1, 1], padding: 'same' }, 'x'],
      join: ['concat', {}, ['left:out', 'right']],
      joined: ['output', {}, 'join'],
      side: ['output', {}, 'left:out'],
    },
    { width },
  ),
};

const picks = fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 });
const stepOf = (op: string, params: Readonly<Record<string, ParamSpec>>): fc.Arbitrary<Step> => {
  const values = Object.fromEntries(Object.entries(params).map(([name, spec]) => [name, paramArbitrary(spec)]));
  return fc.record({ op: fc.constant(op), params: fc.record(values), reads: picks });
};
const known = [...catalogue.values()].filter(op => op.id !== 'input' && op.id !== 'output');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...known).chain(op => stepOf(op.id, op.params)) },
  // Merges of what chance brings together rarely fit, so they get more tries.
  {
    weight: 8,
    arbitrary: fc.constantFrom('add', 'concat', 'multiply', 'average', 'maximum').chain(op => stepOf(op, {})),
  },
  { weight: 2, arbitrary: fc.constantFrom('module:block', 'module:fork').chain(op => stepOf(op, { width })) },
);
const side = fc.integer({ min: 4, max: 12 });
const inputShape = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(side, side, fc.integer({ min: 1, max: 4 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 2, max: 24 })) },
);

/** The largest tensor, in values, and the most weights of one node: what tfjs makes room for in no time. */
const LARGEST = 8000;

/** A graph while it grows: a node is kept only if it fits. */
class Growth {
  doc: Architecture = { ...EMPTY, modules };
  facts: GraphFacts = infer(this.doc, catalogue);

  /** Adds a node with these wires, unless inference finds something wrong or too large. */
  add(op: string, params: ParamValues, sources: readonly Wire['from'][]): boolean {
    const id = `n${this.doc.graph.nodes.length + 1}`;
    const node: Node = { id, op, name: id, params, at: [0, 0] };
    const grown: Architecture = {
      ...this.doc,
      graph: { nodes: [...this.doc.graph.nodes, node], wires: this.doc.graph.wires },
    };
    const ports = portsOf(grown, catalogue, node).inputs;
    let wired = grown;
    for (const [i, from] of sources.entries()) {
      const port = ports[i] ?? ports.at(-1);
      if (!port) return false;
      const to = freePort(wired, catalogue, MAIN, id, port.name);
      wired = { ...wired, graph: { ...wired.graph, wires: [...wired.graph.wires, { from, to: [id, to] }] } };
    }
    const facts = infer(wired, catalogue, this.facts);
    const made = facts.nodes.get(id);
    const sizes = [...Object.values(made?.outputs ?? {}), ...Object.values(made?.inputs ?? {})];
    const fits =
      facts.problems.length === 0 &&
      sizes.every(s => s !== null && (sizeOf(s) ?? LARGEST + 1) <= LARGEST) &&
      (made?.costs.parameters ?? LARGEST + 1) <= LARGEST;
    if (fits) [this.doc, this.facts] = [wired, facts];
    return fits;
  }

  /** Every output port there is to read, with those that nobody reads. */
  ends(): { readonly all: readonly Wire['from'][]; readonly loose: readonly Wire['from'][] } {
    const read = new Set(this.doc.graph.wires.map(w => w.from.join(':')));
    const all = this.doc.graph.nodes.flatMap(n =>
      portsOf(this.doc, catalogue, n).outputs.map((p): Wire['from'] => [n.id, p.name]),
    );
    return { all, loose: all.filter(end => !read.has(end.join(':'))) };
  }

  /** Reads what the picks say; a later choice takes the next end that fits, and merges take up to three. */
  grow({ op, params, reads }: Step): void {
    const ports = portsOf(this.doc, catalogue, { op }).inputs;
    const many = ports.some(p => p.many);
    const [first = 0, second = 0, third = 0] = reads;
    // Recent ends are likelier, so that graphs get deep.
    const { all, loose } = this.ends();
    const pool = [...all, ...loose, ...loose];
    const at = (pick: number): Wire['from'][] => {
      const end = pool[pick % pool.length];
      return end ? [end] : [];
    };
    for (let turn = 0; turn < 6; turn++) {
      const count = many ? 2 + (third % 2) : ports.length;
      const sources = [first + turn, second + 3 * turn, third].slice(0, count).flatMap(at);
      if (this.add(op, params, sources)) return;
      if (many && this.add(op, params, [...at(first + turn), ...at(first + turn)])) return;
    }
  }
}

/** Random graphs of 3 to 40 nodes without a problem: branches, merges, modules; every loose end has an output. */
export const randomGraph: fc.Arbitrary<Architecture> = fc
  .record({
    inputs: fc.array(inputShape, { minLength: 1, maxLength: 2 }),
    steps: fc.array(step, { minLength: 1, maxLength: 34, size: 'max' }),
  })
  .map(({ inputs, steps }) => {
    const growth = new Growth();
    for (const shape of inputs) growth.add('input', { shape }, []);
    for (const next of steps) {
      if (growth.doc.graph.nodes.length + growth.ends().loose.length >= 38) break;
      growth.grow(next);
    }
    for (const end of growth.ends().loose) growth.add('output', {}, [end]);
    return growth.doc;
  })
  .filter(doc => doc.graph.nodes.length >= 3);
