import { type Node as FlowNodeOf, type NodeHandle, type NodeProps, Position } from '@xyflow/react';
import { type Architecture, moduleOf, type Node, type NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { GraphFacts, NodeFacts } from '../../core/inference/facts';
import { paramsAround } from '../../core/inference/infer';
import { type NodePorts, portsOf } from '../../core/inference/ports';
import type { ParamSchema, Values } from '../../core/op/params';
import { formatShape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';
import { cardNotation } from '../../readings/layout/module-face';
import { portX, type Size, sizeOfNode } from '../../readings/layout/node-size';
import type { Inside, Placed } from '../../readings/layout/unfold';
import { describeNode } from './describe-node';
import type { Present } from './present';

/** What a card shows. */
export interface CardData extends Record<string, unknown> {
  readonly node: Node;
  readonly facts: NodeFacts | undefined;
  readonly ports: NodePorts;
  readonly notation: string;
  /** What an open instance shows. */
  readonly inside: Inside | null;
}
export type FlowNode = FlowNodeOf<CardData, 'card' | 'module' | 'frame' | 'anchor'>;

/** Whether a card shows the same: where it is does not matter to it. */
export const isSameCard = (a: NodeProps<FlowNode>, b: NodeProps<FlowNode>): boolean =>
  a.id === b.id && a.data === b.data && a.selected === b.selected;

/** Side of a port's dot. */
export const PORT = 9;

interface Known {
  readonly facts: NodeFacts | undefined;
  readonly ports: NodePorts;
  readonly selected: boolean;
  readonly at: Point;
  readonly size: Size;
  readonly inside: Inside | null;
  readonly anchor: boolean;
  readonly modules: Architecture['modules'];
  readonly flow: FlowNode;
}
/** The flow nodes made last time, so that those which would be the same stay the same objects. */
export type FlowNodeCache = Map<NodeId, Known>;

/** The graph's nodes as React Flow wants them. */
export function flowNodes(
  cache: FlowNodeCache,
  doc: Architecture,
  { nodes, anchors }: Pick<Present, 'nodes' | 'anchors'>,
  cards: ReadonlyMap<NodeId, Placed>,
  facts: GraphFacts,
  selected: ReadonlySet<NodeId>,
  moving: ReadonlyMap<NodeId, Point> | null,
): FlowNode[] {
  const around = paramsAround(facts);
  const made = nodes.map(node => {
    const card = cards.get(node.id);
    const next = {
      facts: facts.nodes.get(node.id),
      ports: portsOf(doc, catalogue, node),
      selected: selected.has(node.id),
      at: moving?.get(node.id) ?? (card ? ([card.x, card.y] as const) : node.at),
      size: card ? { width: card.width, height: card.height } : sizeOfNode(catalogue, node),
      inside: card?.inside ?? null,
      anchor: anchors?.has(node.id) ?? false,
      modules: doc.modules,
    };
    const old = cache.get(node.id);
    const same =
      old?.flow.data.node === node &&
      old.facts === next.facts &&
      old.ports === next.ports &&
      old.selected === next.selected &&
      old.inside === next.inside &&
      old.anchor === next.anchor &&
      (old.modules === next.modules || moduleOf(node.op) === null) &&
      old.size.width === next.size.width &&
      old.size.height === next.size.height &&
      old.at[0] === next.at[0] &&
      old.at[1] === next.at[1];
    if (same) return old.flow;
    const flow = flowNode(doc, node, next, old, around);
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
  doc: Architecture,
  node: Node,
  next: Omit<Known, 'flow'>,
  old: Known | undefined,
  around: Values<ParamSchema> | null,
): FlowNode {
  const { facts, ports, selected, at, size, inside, anchor, modules } = next;
  const kept = old?.flow.data;
  // While a card only moves, what it shows stays the same object, so that it isn't drawn again.
  const data: CardData =
    kept?.node === node &&
    kept.facts === facts &&
    kept.ports === ports &&
    kept.inside === inside &&
    (old?.modules === modules || moduleOf(node.op) === null)
      ? kept
      : { node, facts, ports, notation: notationHere(doc, node, facts, around), inside };
  return {
    id: node.id,
    type: anchor ? 'anchor' : inside ? 'frame' : moduleOf(node.op) === null ? 'card' : 'module',
    position: { x: at[0], y: at[1] },
    data,
    selected,
    ...size,
    measured: size,
    handles: handlesOf(ports, size),
    ...(anchor ? UNTOUCHED : { ariaLabel: describeNode(node, facts, data.notation) }),
  };
}

/** An anchor only holds a wire's end. */
const UNTOUCHED = {
  focusable: false,
  style: { pointerEvents: 'none' },
  domAttributes: { 'aria-hidden': true },
} as const;

/** Inside a module, an input shows the shape that arrives at the entered instance. */
function notationHere(
  doc: Architecture,
  node: Node,
  facts: NodeFacts | undefined,
  around: Values<ParamSchema> | null,
): string {
  const arriving = around !== null && node.op === 'input' ? facts?.outputs.y : null;
  return arriving ? formatShape(arriving) : cardNotation(doc, catalogue, node, around);
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
