import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  type Node,
  type NodeId,
  type Wire,
  wireKey,
  withGraph,
} from '../document/architecture';
import { portsOf } from '../inference/ports';
import type { Catalogue } from '../op/operation';
import { makeNode, type NewNode } from './addNode';
import { withWire } from './connect';
import { landing } from './endpoints';
import { wouldContainItself } from './modules/instances';
import { type Point, roomBetween } from './spacing';

/**
 * Puts a new node into a wire: what fed the wire's target now feeds the new node, and the new node feeds the target.
 * Without `at` it goes midway, and what comes after moves on where it would overlap. A module is not put into itself.
 */
export function insertOnWire(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  key: string,
  node: NewNode,
  at?: Point,
): Architecture {
  const graph = graphOf(doc, graphId);
  const wire = graph?.wires.find(w => wireKey(w) === key);
  const from = graph?.nodes.find(n => n.id === wire?.from[0]);
  const to = graph?.nodes.find(n => n.id === wire?.to[0]);
  if (!graph || !wire || !from || !to || wouldContainItself(doc, graphId, node.op)) return doc;
  const room = at ? { nodes: graph.nodes, at } : roomBetween(graph, from, to);
  const added = makeNode(doc, ops, graph, node, room.at);
  const grown = { ...graph, nodes: [...room.nodes, added] };
  return withGraph(doc, graphId, spliced(doc, ops, grown, wire, added));
}

/** Puts a node that is there already into a wire; the wire that fed it is replaced. */
export function moveOntoWire(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  key: string,
  id: NodeId,
): Architecture {
  const graph = graphOf(doc, graphId);
  const wire = graph?.wires.find(w => wireKey(w) === key);
  const node = graph?.nodes.find(n => n.id === id);
  if (!graph || !wire || !node || wire.from[0] === id || wire.to[0] === id) return doc;
  return withGraph(doc, graphId, spliced(doc, ops, graph, wire, node));
}

/** A node without an output only listens to the wire; one without an input replaces its source. */
function spliced(doc: Architecture, ops: Catalogue, graph: Graph, wire: Wire, node: Node): Graph {
  const ports = portsOf(doc, ops, node);
  const [input] = ports.inputs;
  const [output] = ports.outputs;
  let wires = graph.wires;
  if (input) wires = withWire(wires, { from: wire.from, to: [node.id, landing(ops, graph, node, input.name)] });
  if (output) wires = withWire(wires, { from: [node.id, output.name], to: wire.to });
  return sameWires(wires, graph.wires) ? graph : { ...graph, wires };
}

/** What one wire takes the other may give back. */
const sameWires = (a: readonly Wire[], b: readonly Wire[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((w, i) => [...w.from, ...w.to].join() === [...(b[i]?.from ?? []), ...(b[i]?.to ?? [])].join()));
