import { type Architecture, type Graph, moduleOf, type Node, parsePort, type Wire } from '../document/architecture';
import { type Catalogue, isMany } from '../op/operation';

/** The ids of the `input` or `output` nodes in a module, which are its ports. */
const moduleEnds = (doc: Architecture, module: string, op: 'input' | 'output'): readonly string[] =>
  (doc.modules[module]?.graph.nodes ?? []).filter(n => n.op === op).map(n => n.id);

/** Names of the input ports of an operation or module; one that takes several wires is named once. */
export function inputNames(doc: Architecture, ops: Catalogue, op: string): readonly string[] {
  const module = moduleOf(op);
  return module === null ? Object.keys(ops.get(op)?.inputs ?? {}) : moduleEnds(doc, module, 'input');
}

/** Names of the output ports of an operation or module; an unknown operation is taken to have one. */
export function outputNames(doc: Architecture, ops: Catalogue, op: string): readonly string[] {
  const module = moduleOf(op);
  if (module !== null) return moduleEnds(doc, module, 'output');
  return ops.get(op)?.sink ? [] : ['y'];
}

/** Whether an input port takes several wires. */
export function takesMany(ops: Catalogue, op: string, port: string): boolean {
  const declared = ops.get(op)?.inputs[port];
  return declared !== undefined && isMany(declared);
}

/**
 * The port that a wire dropped on `port` of `node` takes: the next free `x.2` where the port takes several wires,
 * else `port` itself.
 */
export function landing(ops: Catalogue, graph: Graph, node: Node, port: string): string {
  if (!takesMany(ops, node.op, port)) return port;
  return `${port}.${nextIndex(graph.wires, node.id, port)}`;
}

function nextIndex(wires: readonly Wire[], node: string, port: string): number {
  let next = 0;
  for (const { to } of wires) {
    if (to[0] !== node) continue;
    const { name, index } = parsePort(to[1]);
    if (name === port && index !== null && index >= next) next = index + 1;
  }
  return next;
}
