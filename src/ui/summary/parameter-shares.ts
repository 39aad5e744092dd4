import { moduleOf, type NodeId } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';

/** How much of a graph's parameters one node has, or all nodes of one operation. */
export interface Share {
  /** The node's name, or `null` for a group, which goes by its operation. */
  readonly name: string | null;
  readonly op: string;
  readonly nodes: readonly NodeId[];
  readonly parameters: number;
  /** 0 to 1. */
  readonly share: number;
}

/** More bars than these say less than fewer do. */
const MOST = 8;

/**
 * Where a graph's parameters are, most first. Instances of a module count together; single operations do when there
 * are too many to list. Nodes without parameters, or with an unknown number, are left out.
 */
export function parameterShares(facts: GraphFacts): readonly Share[] {
  const single = [...facts.nodes.values()].flatMap(({ node, costs }) =>
    costs.parameters ? [{ node, parameters: costs.parameters }] : [],
  );
  const total = single.reduce((sum, s) => sum + s.parameters, 0);
  const crowded = single.length > MOST;
  const groups = new Map<string, { name: string | null; op: string; nodes: NodeId[]; parameters: number }>();
  for (const { node, parameters } of single) {
    const together = crowded || moduleOf(node.op) !== null;
    const key = together ? node.op : `node:${node.id}`;
    const group = groups.get(key);
    if (group) {
      group.nodes.push(node.id);
      group.parameters += parameters;
    } else groups.set(key, { name: together ? null : node.name, op: node.op, nodes: [node.id], parameters });
  }
  return [...groups.values()]
    .map(g => ({ ...g, share: g.parameters / total }))
    .sort((a, b) => b.parameters - a.parameters)
    .slice(0, MOST);
}
