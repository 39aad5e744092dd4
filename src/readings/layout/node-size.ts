import {
  type Architecture,
  moduleOf,
  type Node,
  type NodeId,
  parsePort,
  type Wire,
} from '../../core/document/architecture';
import { resolveParams } from '../../core/inference/parameters';
import { type NodePorts, portsOf } from '../../core/inference/ports';
import type { Catalogue } from '../../core/op/operation';
import type { ParamSchema, Values } from '../../core/op/params';

/** Measures of a node's card, in pixels at 100 %. */
export const CARD_WIDTH = 196;
/** With a line of notation below the name. */
export const CARD_HEIGHT = 46;
/** With the name alone. */
export const SMALL_HEIGHT = 34;
/** An instance of a module, with its inside in miniature. */
export const MODULE_WIDTH = 306;
export const MODULE_HEIGHT = 56;
/** From one card's bottom to the next one's top in a column: the wire's label fits between. */
export const LAYER_GAP = 26;
/** Dragging snaps to this grid. */
export const GRID = 11;
/** Between the wires that reach a port which takes several. */
const SLOT = 16;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The telling parameters of a node in the field's notation; empty when there are none or its operation is not known.
 * Inside a module, `around` has the values of the module's own parameters.
 */
export function notationOf(
  ops: Catalogue,
  node: Pick<Node, 'op' | 'params'>,
  around: Values<ParamSchema> | null = null,
): string {
  const op = ops.get(node.op);
  // Resolved values passed their specifications, which is what `Values` says of them.
  return op ? op.notation(resolveParams(op.params, node.params, around).values as Values<ParamSchema>) : '';
}

/** The size of a node's card. */
export const sizeOfNode = (ops: Catalogue, node: Pick<Node, 'op' | 'params'>): Size => {
  if (moduleOf(node.op) !== null) return { width: MODULE_WIDTH, height: MODULE_HEIGHT };
  return { width: CARD_WIDTH, height: notationOf(ops, node) === '' ? SMALL_HEIGHT : CARD_HEIGHT };
};

/** Where the middle of port `index` of `count` sits along a card's edge, from the card's left. */
export const portX = (width: number, index: number, count: number): number => (width * (index + 1)) / (count + 1);

/** How far the wire at `index` of `count` into one port arrives beside the port's middle. */
export function slotOffset(width: number, index: number, count: number): number {
  const step = Math.min(SLOT, (width - 48) / Math.max(1, count - 1));
  return (index - (count - 1) / 2) * step;
}

/** How far apart the outermost of `count` wires into one port arrive. */
export const slotSpan = (width: number, count: number): number =>
  count < 2 ? 0 : slotOffset(width, count - 1, count) - slotOffset(width, 0, count);

/** Where a wire touches the cards at its two ends. */
export interface WireEnds {
  /** From the left of the card that it leaves. */
  readonly fromX: number;
  /** From the left of the card that it enters. */
  readonly toX: number;
  /** `toX` less the middle of the port. */
  readonly slot: number;
}

/**
 * The ends of every wire of a graph, in its order; wires into a port that takes several arrive side by side. `widths`
 * has the cards that are not as wide as `sizeOfNode` says.
 */
export function wireEnds(
  doc: Architecture,
  ops: Catalogue,
  nodes: readonly Node[],
  wires: readonly Wire[],
  widths?: ReadonlyMap<NodeId, number>,
): readonly WireEnds[] {
  const ports = new Map<string, NodePorts>();
  const wide = new Map<NodeId, number>();
  for (const n of nodes) {
    ports.set(n.id, portsOf(doc, ops, n));
    wide.set(n.id, widths?.get(n.id) ?? (moduleOf(n.op) === null ? CARD_WIDTH : MODULE_WIDTH));
  }
  const widthOf = (id: NodeId): number => wide.get(id) ?? CARD_WIDTH;
  const slots = new Map<string, number[]>();
  for (const { to } of wires) {
    const { name, index } = parsePort(to[1]);
    if (index === null) continue;
    const key = `${to[0]}:${name}`;
    const list = slots.get(key);
    if (list) list.push(index);
    else slots.set(key, [index]);
  }
  for (const list of slots.values()) list.sort((a, b) => a - b);
  return wires.map(({ from, to }) => {
    const outputs = ports.get(from[0])?.outputs ?? [];
    const inputs = ports.get(to[0])?.inputs ?? [];
    const { name, index } = parsePort(to[1]);
    const taken = slots.get(`${to[0]}:${name}`) ?? [];
    const slot = index === null ? 0 : slotOffset(widthOf(to[0]), taken.indexOf(index), taken.length);
    const place = (id: NodeId, list: readonly { readonly name: string }[], port: string): number =>
      portX(
        widthOf(id),
        Math.max(
          0,
          list.findIndex(p => p.name === port),
        ),
        Math.max(1, list.length),
      );
    return { fromX: place(from[0], outputs, from[1]), toX: place(to[0], inputs, name) + slot, slot };
  });
}
