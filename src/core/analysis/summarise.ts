import type { Costs, GraphFacts } from '../inference/facts';
import { isError } from '../inference/problem';

export interface Summary {
  readonly parameters: number;
  readonly trainable: number;
  /** Running statistics, which the optimizer leaves alone. */
  readonly notTrainable: number;
  /** Multiply-accumulates for one sample. */
  readonly macs: number;
  /** Values per sample that a training step keeps for the way back. */
  readonly activations: number;
  /** `false` when something could not be counted, for a problem or an unknown size; the totals are of the rest then. */
  readonly complete: boolean;
  /**
   * Operations, those inside modules counted once for each instance; muted ones, outputs and the inputs of modules are
   * not counted.
   */
  readonly operations: number;
  readonly errors: number;
}

/** Totals of a graph, insides of modules included. What cannot be counted is left out, so that a broken graph has totals too. */
export function summarise(facts: GraphFacts): Summary {
  const { parameters, trainable, macs, activations, operations } = totals(facts, false);
  return {
    parameters,
    trainable,
    notTrainable: parameters - trainable,
    macs,
    activations,
    complete: Object.values(facts.costs).every(cost => cost !== null),
    operations,
    errors: facts.problems.filter(isError).length,
  };
}

type Totals = { readonly [K in keyof Costs]: number } & { readonly operations: number };

/** Insides are shared by instances, and facts stay the same objects while nothing in them changes. */
const memo = new WeakMap<GraphFacts, Totals>();

function totals(facts: GraphFacts, inside: boolean): Totals {
  const known = memo.get(facts);
  if (known) return known;
  const sum = { parameters: 0, trainable: 0, macs: 0, activations: 0, operations: 0 };
  for (const { node, inner, costs } of facts.nodes.values()) {
    const part = inner && !node.muted ? totals(inner, true) : costs;
    sum.parameters += part.parameters ?? 0;
    sum.trainable += part.trainable ?? 0;
    sum.macs += part.macs ?? 0;
    sum.activations += part.activations ?? 0;
    if (inner && !node.muted) sum.operations += totals(inner, true).operations;
    else if (!node.muted && node.op !== 'output' && !(inside && node.op === 'input')) sum.operations++;
  }
  memo.set(facts, sum);
  return sum;
}
