import { type Architecture, moduleOf, type Node, type NodeId } from '../document/architecture';
import type { GraphFacts } from '../inference/facts';
import { resolveParams } from '../inference/parameters';
import { portsOf } from '../inference/ports';
import { type Incoming, into, type Wiring, wiringOf } from '../inference/wiring';
import type { Catalogue } from '../op/operation';
import type { ParamSchema, Values } from '../op/params';

/** The document's graph, or one instance's inside, with the nodes that the outputs depend on. */
export interface Reached {
  readonly facts: GraphFacts;
  readonly wiring: Wiring;
  /** Ids of the module instances entered. */
  readonly path: readonly NodeId[];
  /** The module's parameters as this instance sets them; `null` for the document's own graph. */
  readonly params: Values<ParamSchema> | null;
  readonly needed: Set<NodeId>;
  /** The insides of the instances that the outputs depend on. */
  readonly inner: Map<NodeId, Reached>;
}

/** Goes from the outputs back to the inputs, through modules and past bypassed nodes. */
export function reach(doc: Architecture, ops: Catalogue, facts: GraphFacts): Reached {
  const root = opened(facts, [], null);
  const around = new Map<Reached, Reached>();
  const tasks: [inside: Reached, id: NodeId, port: string][] = outputsOf(facts).map(n => [root, n.id, '']);
  const done = new Set<string>();
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const [inside, id, port] = task;
    const node = inside.facts.nodes.get(id)?.node;
    if (!node) continue;
    const enters = moduleOf(node.op) !== null;
    const key = [...inside.path, id, enters ? port : ''].join('/');
    if (done.has(key)) continue;
    done.add(key);
    inside.needed.add(id);
    const passed = bypass(doc, ops, inside, node);
    if (enters && !passed) {
      const inner = inside.inner.get(id) ?? entered(doc, inside, node);
      if (!inner) continue;
      inside.inner.set(id, inner);
      around.set(inner, inside);
      tasks.push([inner, port, '']);
      continue;
    }
    for (const { wire } of passed ? [passed] : into(inside.wiring, id)) tasks.push([inside, ...wire.from]);
    const outside = around.get(inside);
    const instance = inside.path.at(-1);
    if (node.op !== 'input' || !outside || instance === undefined) continue;
    for (const { wire } of into(outside.wiring, instance)) {
      if (wire.to[1] === id) tasks.push([outside, ...wire.from]);
    }
  }
  return root;
}

/** The network's outputs: a muted one is left out. */
export const outputsOf = (facts: GraphFacts): readonly Node[] =>
  facts.graph.nodes.filter(n => n.op === 'output' && !n.muted);

/** The wire that goes straight through a muted node; `null` when the node does its work. */
export function bypass(doc: Architecture, ops: Catalogue, inside: Reached, node: Node): Incoming | null {
  if (!node.muted) return null;
  const incoming = into(inside.wiring, node.id);
  for (const { name } of portsOf(doc, ops, node).inputs) {
    const first = incoming.find(i => i.name === name);
    if (first) return first;
  }
  return null;
}

function entered(doc: Architecture, inside: Reached, node: Node): Reached | null {
  const inner = inside.facts.nodes.get(node.id)?.inner;
  const module = doc.modules[moduleOf(node.op) ?? ''];
  if (!inner || !module) return null;
  return opened(inner, [...inside.path, node.id], resolveParams(module.params, node.params, inside.params).values);
}

const opened = (facts: GraphFacts, path: readonly NodeId[], params: Reached['params']): Reached => ({
  facts,
  wiring: wiringOf(facts.graph.wires),
  path,
  params,
  needed: new Set(),
  inner: new Map(),
});

/** Whether an output depends on the node at the end of `path`. An empty path is the whole graph. */
export function isReached(root: Reached, path: readonly NodeId[]): boolean {
  let inside: Reached | undefined = root;
  for (const [depth, id] of path.entries()) {
    if (!inside?.needed.has(id)) return false;
    if (depth < path.length - 1) inside = inside.inner.get(id);
  }
  return true;
}
