import type { NodeId } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { into, wiringOf } from '../../core/inference/wiring';

/** Nodes that are read one after the other. */
export interface Section {
  /** What they lead to; `null` for the main way. */
  readonly end: NodeId | null;
  /** The node of an earlier section that they start from; `null` where they start on their own. */
  readonly from: NodeId | null;
  readonly nodes: readonly NodeId[];
}

/**
 * The order in which a person reads a graph: the way to the main output (the one with the largest loss weight), lane by
 * lane where it parts, then what leads elsewhere. Each node comes after all that it needs; of a cycle, in some order.
 */
export function readingOrder(facts: GraphFacts): readonly Section[] {
  const wiring = wiringOf(facts.graph.wires);
  const needed = new Set(facts.graph.wires.map(w => w.from[0]));
  const rank = new Map(facts.order.map((id, i) => [id, i]));
  const ends = facts.order.filter(id => !needed.has(id));
  const outputs = ends.filter(id => facts.nodes.get(id)?.node.op === 'output');
  const main = [...outputs].sort((a, b) => lossWeight(facts, b) - lossWeight(facts, a))[0];
  const others = ends.filter(id => id !== main);
  const read = new Set<NodeId>();
  const sections: Section[] = [];
  const readTo = (end: NodeId): void => {
    const nodes: NodeId[] = [];
    let from: NodeId | null = null;
    const way: { id: NodeId; next: number }[] = [];
    const go = (id: NodeId): void => {
      if (read.has(id)) {
        if (sections.some(s => s.nodes.includes(id))) from ??= id;
        return;
      }
      read.add(id);
      way.push({ id, next: 0 });
    };
    go(end);
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const before = into(wiring, at.id)[at.next++];
      if (before) {
        if (facts.nodes.has(before.wire.from[0])) go(before.wire.from[0]);
        continue;
      }
      nodes.push(at.id);
      way.pop();
    }
    if (nodes.length > 0) sections.push({ end: sections.length === 0 ? null : end, from, nodes });
  };
  if (main !== undefined) readTo(main);
  // Without an output the longest way is the main one.
  else others.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
  for (const end of others) readTo(end);
  for (const id of facts.order) if (!read.has(id)) readTo(id);
  return sections;
}

function lossWeight(facts: GraphFacts, id: NodeId): number {
  const weight = facts.nodes.get(id)?.node.params.weight;
  return typeof weight === 'number' ? weight : 1;
}
