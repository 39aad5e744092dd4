import { type Graph, type NodeId, type Wire, wireKey } from '../../core/document/architecture';

/** A node's wires in the order in which they are stepped through: those that arrive, then those that leave. */
export const wiresAt = ({ wires }: Graph, node: NodeId): readonly Wire[] => [
  ...wires.filter(w => w.to[0] === node),
  ...wires.filter(w => w.from[0] === node && w.to[0] !== node),
];

/** The wire of a node that comes `by` after another of its wires, round and round; its first where none was chosen. */
export function nextWire(graph: Graph, node: NodeId, from: string | null, by: 1 | -1): Wire | null {
  const wires = wiresAt(graph, node);
  const here = wires.findIndex(w => wireKey(w) === from);
  const next = here < 0 ? (by > 0 ? 0 : wires.length - 1) : (here + by + wires.length) % wires.length;
  return wires[next] ?? null;
}
