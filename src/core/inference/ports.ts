import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  moduleOf,
  type Node,
  type NodeId,
} from '../document/architecture';
import { landing } from '../edits/endpoints';
import { type Catalogue, isMany, type Operation } from '../op/operation';

export interface InputPort {
  /** As wires write it, without the number of a port that takes several. */
  readonly name: string;
  readonly label: string;
  /** Numbers of axes that it accepts; `null`: whatever there is. */
  readonly ranks: readonly number[] | null;
  /** Takes several wires, in order. */
  readonly many: boolean;
  /** Fewest wires that make sense. */
  readonly min: number;
}
export interface OutputPort {
  readonly name: string;
  readonly label: string;
}
export interface NodePorts {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
}

/** The one output port of every operation. */
export const OUT = 'y';

const byOperation = new WeakMap<Operation, NodePorts>();
const byGraph = new WeakMap<Graph['nodes'], NodePorts>();

/** One input and one output: how an operation or module that is not known is shown, so that its wires stay visible. */
const UNKNOWN: NodePorts = {
  inputs: [{ name: 'x', label: 'input', ranks: null, many: false, min: 1 }],
  outputs: [{ name: OUT, label: 'output' }],
};

/**
 * The ports of a node in order: those its operation declares, or for an instance of a module the `input` and `output`
 * nodes inside it. The same object is returned as long as they are the same.
 */
export function portsOf(doc: Architecture, ops: Catalogue, node: Pick<Node, 'op'>): NodePorts {
  const module = moduleOf(node.op);
  if (module !== null) {
    const inside = doc.modules[module]?.graph.nodes;
    return inside ? remember(byGraph, inside, modulePorts) : UNKNOWN;
  }
  const op = ops.get(node.op);
  return op ? remember(byOperation, op, operationPorts) : UNKNOWN;
}

function remember<K extends object>(memo: WeakMap<K, NodePorts>, key: K, make: (key: K) => NodePorts): NodePorts {
  const known = memo.get(key);
  if (known) return known;
  const made = make(key);
  memo.set(key, made);
  return made;
}

const operationPorts = (op: Operation): NodePorts => ({
  inputs: Object.entries(op.inputs).map(([name, port]) => ({
    name,
    label: port.label,
    ranks: port.ranks,
    many: isMany(port),
    min: isMany(port) ? port.min : 1,
  })),
  outputs: op.sink ? [] : [{ name: OUT, label: 'output' }],
});

const modulePorts = (inside: Graph['nodes']): NodePorts => ({
  inputs: inside
    .filter(n => n.op === 'input')
    .map(n => ({ name: n.id, label: n.name, ranks: null, many: false, min: 1 })),
  outputs: inside.filter(n => n.op === 'output').map(n => ({ name: n.id, label: n.name })),
});

/**
 * The port that a wire dropped on `port` of a node takes: the next free `x.2` where the port takes several wires,
 * else `port` itself.
 */
export function freePort(doc: Architecture, ops: Catalogue, graphId: GraphId, nodeId: NodeId, port: string): string {
  const graph = graphOf(doc, graphId);
  const node = graph?.nodes.find(n => n.id === nodeId);
  return graph && node ? landing(ops, graph, node, port) : port;
}
