import { type NodeId, parsePort, type Wire } from '../document/architecture';

/** A wire as its target sees it. */
export interface Incoming {
  readonly wire: Wire;
  /** The port without its number: `x` for `x.2`. */
  readonly name: string;
}
export type Wiring = ReadonlyMap<NodeId, readonly Incoming[]>;

const memo = new WeakMap<readonly Wire[], Wiring>();
const NONE: readonly Incoming[] = [];

/**
 * The wires into each node. Those into one port that takes several come in the order of their numbers; of two wires
 * into the same place the later one counts. Kept for as long as the list of wires stays the same object.
 */
export function wiringOf(wires: readonly Wire[]): Wiring {
  const known = memo.get(wires);
  if (known) return known;
  const places = new Map<NodeId, Map<string, Incoming & { readonly index: number }>>();
  for (const wire of wires) {
    const [id, port] = wire.to;
    const { name, index } = parsePort(port);
    let node = places.get(id);
    if (!node) {
      node = new Map();
      places.set(id, node);
    }
    node.set(port, { wire, name, index: index ?? 0 });
  }
  const wiring = new Map<NodeId, readonly Incoming[]>();
  for (const [id, node] of places) {
    const list = [...node.values()];
    wiring.set(id, list.length > 1 ? list.sort((a, b) => a.index - b.index) : list);
  }
  memo.set(wires, wiring);
  return wiring;
}

export const into = (wiring: Wiring, id: NodeId): readonly Incoming[] => wiring.get(id) ?? NONE;
