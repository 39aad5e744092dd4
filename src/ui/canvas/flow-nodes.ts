import { type Node as FlowNodeOf, type NodeHandle, Position } from '@xyflow/react';
import type { Architecture, Node, NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { GraphFacts, NodeFacts } from '../../core/inference/facts';
import { paramsAround } from '../../core/inference/infer';
import { type NodePorts, portsOf } from '../../core/inference/ports';
import type { ParamSchema, Values } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { notationOf, portX, type Size, sizeOfNode } from '../../readings/layout/node-size';
import { describeNode } from './describe-node';

/** What a card shows. */
export interface CardData extends Record<string, unknown> {
  readonly node: Node;
  readonly facts: NodeFacts | undefined;
  readonly ports: NodePorts;
  readonly notation: string;
}
export type FlowNode = FlowNodeOf<CardData, 'card'>;

/** Side of a port's dot. */
export const PORT = 9;

interface Known {
  readonly facts: NodeFacts | undefined;
  readonly ports: NodePorts;
  readonly selected: boolean;
  readonly at: Point;
  readonly flow: FlowNode;
}
/** The flow nodes made last time, so that those which would be the same stay the same objects. */
export type FlowNodeCache = Map<NodeId, Known>;

/** The graph's nodes as React Flow wants them. */
export function flowNodes(
  cache: FlowNodeCache,
  doc: Architecture,
  nodes: readonly Node[],
  facts: GraphFacts,
  selected: ReadonlySet<NodeId>,
  moving: ReadonlyMap<NodeId, Point> | null,
): FlowNode[] {
  const around = paramsAround(facts);
  const made = nodes.map(node => {
    const next = {
      facts: facts.nodes.get(node.id),
      ports: portsOf(doc, catalogue, node),
      selected: selected.has(node.id),
      at: moving?.get(node.id) ?? node.at,
    };
    const old = cache.get(node.id);
    const same =
      old?.flow.data.node === node &&
      old.facts === next.facts &&
      old.ports === next.ports &&
      old.selected === next.selected &&
      old.at === next.at;
    if (same) return old.flow;
    const flow = flowNode(node, next, old, around);
    cache.set(node.id, { ...next, flow });
    return flow;
  });
  if (cache.size > nodes.length) {
    const present = new Set(nodes.map(n => n.id));
    for (const id of cache.keys()) if (!present.has(id)) cache.delete(id);
  }
  return made;
}

function flowNode(
  node: Node,
  next: Omit<Known, 'flow'>,
  old: Known | undefined,
  around: Values<ParamSchema> | null,
): FlowNode {
  const { facts, ports, selected, at } = next;
  const size = sizeOfNode(catalogue, node);
  const kept = old?.flow.data;
  // While a card only moves, what it shows stays the same object, so that it isn't drawn again.
  const data: CardData =
    kept?.node === node && kept.facts === facts && kept.ports === ports
      ? kept
      : { node, facts, ports, notation: notationOf(catalogue, node, around) };
  return {
    id: node.id,
    type: 'card',
    position: { x: at[0], y: at[1] },
    data,
    selected,
    ...size,
    measured: size,
    handles: handlesOf(ports, size),
    ariaLabel: describeNode(node, facts, data.notation),
  };
}

/** Known beforehand, so that wires are drawn without measuring the page. */
function handlesOf(ports: NodePorts, size: Size): NodeHandle[] {
  const handle = (type: 'source' | 'target', id: string, index: number, count: number): NodeHandle => ({
    type,
    id,
    position: type === 'source' ? Position.Bottom : Position.Top,
    x: portX(size.width, index, count) - PORT / 2,
    y: (type === 'source' ? size.height : 0) - PORT / 2,
    width: PORT,
    height: PORT,
  });
  return [
    ...ports.inputs.map((p, i) => handle('target', p.name, i, ports.inputs.length)),
    ...ports.outputs.map((p, i) => handle('source', p.name, i, ports.outputs.length)),
  ];
}
