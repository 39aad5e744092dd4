import { type GraphId, type Node, type NodeId, type Wire, wireKey } from '../../document/architecture';
import { disconnect } from '../../edits/connect';
import type { Problem } from '../facts';

/** A ring of wires, given from each wire's target back to its source. The fix takes out the first of them. */
export function cycleProblem(graphId: GraphId, ring: readonly Wire[], nodes: ReadonlyMap<NodeId, Node>): Problem {
  const name = (id: NodeId): string => nodes.get(id)?.name ?? id;
  const back = ring[0];
  const forward = ring.map(w => name(w.to[0]));
  const [first = ''] = forward;
  const around = [first, ...forward.slice(1).reverse(), first];
  const source = back ? name(back.from[0]) : first;
  return {
    code: 'cycle',
    severity: 'error',
    path: back ? [back.to[0]] : [],
    says:
      ring.length === 1
        ? `${first} feeds itself`
        : `${shortened(around).join(' → ')} is a cycle: none of them can be computed first`,
    why: 'A network is computed from its inputs to its outputs; no wire may lead back.',
    fixes: back
      ? [
          {
            label: `Remove the wire from ${source} to ${first}`,
            edit: doc => disconnect(doc, graphId, [wireKey(back)]),
          },
        ]
      : [],
    ...(back ? { port: back.to[1] } : {}),
  };
}

/** Long rings are told by their ends. */
const shortened = (names: readonly string[]): readonly string[] =>
  names.length > 7 ? [...names.slice(0, 3), '…', ...names.slice(-3)] : names;
