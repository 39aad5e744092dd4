import { type Graph, type Node, parsePort, type Wire } from '../document/architecture';
import { type Catalogue, isMany } from '../op/operation';

/** Whether an input port takes several wires. */
function takesMany(ops: Catalogue, op: string, port: string): boolean {
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
