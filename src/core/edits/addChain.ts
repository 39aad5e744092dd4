import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  type Node,
  type NodeId,
  type Wire,
  withGraph,
} from '../document/architecture';
import { portsOf } from '../inference/ports';
import type { Catalogue } from '../op/operation';
import { makeNode, type NewNode } from './addNode';
import { landing } from './endpoints';
import { wouldContainItself } from './modules/instances';
import { type Point, STEP } from './spacing';

/**
 * Adds several nodes, each below the one before it and wired to it: `in 32×32×1 > conv 6 5×5 > tanh`.
 * With `after`, the first is wired to that node. A node without an input, or after one without an output, starts anew.
 * Nothing is added when one of them is a module that would come to contain itself.
 */
export function addChain(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  chain: readonly NewNode[],
  at: Point,
  after?: NodeId,
): Architecture {
  const before = graphOf(doc, graphId);
  if (!before || chain.length === 0 || chain.some(n => wouldContainItself(doc, graphId, n.op))) return doc;
  let graph: Graph = before;
  let previous = before.nodes.find(n => n.id === after);
  for (const [i, link] of chain.entries()) {
    const node = makeNode(doc, ops, graph, link, [at[0], at[1] + i * STEP[1]]);
    const from = previous && firstOutput(doc, ops, previous);
    const [input] = portsOf(doc, ops, node).inputs;
    const wires: readonly Wire[] =
      from && input ? [...graph.wires, { from, to: [node.id, landing(ops, graph, node, input.name)] }] : graph.wires;
    graph = { ...graph, nodes: [...graph.nodes, node], wires };
    previous = node;
  }
  return withGraph(doc, graphId, graph);
}

function firstOutput(doc: Architecture, ops: Catalogue, node: Node): Wire['from'] | undefined {
  const [port] = portsOf(doc, ops, node).outputs;
  return port && [node.id, port.name];
}
