import type { NodeId, Wire } from '../document/architecture';
import { into, wiringOf } from './wiring';

/** The nodes that feed these ones, directly or not, themselves included. `through` says which to go through. */
export function upstreamOf(
  wires: readonly Wire[],
  from: readonly NodeId[],
  through: (id: NodeId) => boolean = () => true,
): ReadonlySet<NodeId> {
  const wiring = wiringOf(wires);
  const seen = new Set(from);
  for (const id of seen) {
    for (const { wire } of into(wiring, id)) if (through(wire.from[0])) seen.add(wire.from[0]);
  }
  return seen;
}
