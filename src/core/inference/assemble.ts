import type { NodeId } from '../document/architecture';
import { addCosts, sameCosts } from './costs';
import type { GraphFacts, NodeFacts, Problem } from './facts';
import type { Order } from './order';
import { seenFrom } from './problem';
import { type Listed, type Origin, sameInputs } from './reuse';

/** `fresh` with those of its parts that came out as before taken from `old`, so that what reads them stays quiet. */
export function keepParts(fresh: NodeFacts, old: NodeFacts | undefined): NodeFacts {
  if (!old) return fresh;
  const outputs = sameInputs(old.outputs, fresh.outputs);
  const costs = sameCosts(old.costs, fresh.costs);
  const inputs = sameInputs(old.inputs, fresh.inputs);
  if (!outputs && !costs && !inputs) return fresh;
  return {
    ...fresh,
    inputs: inputs ? old.inputs : fresh.inputs,
    outputs: outputs ? old.outputs : fresh.outputs,
    costs: costs ? old.costs : fresh.costs,
  };
}

interface Assembled {
  readonly facts: GraphFacts;
  readonly listed: ReadonlyMap<NodeId, Listed>;
}

export function assemble(
  graph: GraphFacts['graph'],
  order: Order,
  found: ReadonlyMap<NodeId, NodeFacts>,
  previous: GraphFacts | undefined,
  origin: Origin | undefined,
): Assembled {
  const listed = new Map<NodeId, Listed>();
  const problems: Problem[] = [];
  for (const [id, facts] of found) {
    if (facts.problems.length === 0 && !facts.inner?.problems.length) continue;
    const before = origin?.listed.get(id);
    const entry = before?.facts === facts ? before : { facts, problems: allProblems(facts) };
    listed.set(id, entry);
    problems.push(...entry.problems);
  }
  const costs = addCosts([...found.values()].map(f => f.costs));
  const same = <T>(a: readonly T[] | undefined, b: readonly T[]): readonly T[] =>
    a?.length === b.length && b.every((v, i) => v === a[i]) ? a : b;
  return {
    listed,
    facts: {
      graph,
      order: same(previous?.order, order.ids),
      nodes: found,
      problems: same(previous?.problems, problems),
      costs: previous && sameCosts(previous.costs, costs) ? previous.costs : costs,
    },
  };
}

const allProblems = (facts: NodeFacts): readonly Problem[] =>
  facts.inner ? [...facts.problems, ...seenFrom(facts.node.id, facts.inner.problems)] : facts.problems;
