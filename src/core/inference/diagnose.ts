import { type Architecture, MAIN, type ModuleId, moduleOf } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import { deadBranches } from './checks/deadBranches';
import { missingEnds } from './checks/ends';
import { lossProblems } from './checks/losses';
import { missingNonlinearity } from './checks/nonlinearity';
import { softmaxTwice } from './checks/softmaxTwice';
import { batchProblems, type DatasetView, datasetProblems, memoryProblems } from './checks/training';
import type { Check, View } from './checks/view';
import type { GraphFacts, Problem } from './facts';
import { isError, seenFrom } from './problem';

/** What the document is to be trained on, and with. */
export interface Circumstances {
  /** The data set that the document's training plan names. */
  readonly dataset?: DatasetView;
  /** Memory that a training step may take, in bytes. */
  readonly budget?: number;
}

/** Checks that look at a graph alone, in the document and in every module. */
const EVERYWHERE: readonly Check[] = [deadBranches, softmaxTwice, missingNonlinearity];

/**
 * All that is wrong with a document: what inference found, then what only the whole shows. Errors come before
 * warnings, and stop training; warnings don't. The training plan's checks run when the document has one.
 * A warning about a module's inside is given once, at the first instance.
 */
export function diagnose(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  { dataset, budget }: Circumstances = {},
): readonly Problem[] {
  const view: View = { doc, ops, graphId: MAIN, facts };
  const plan = doc.training;
  const found = [
    ...facts.problems,
    ...missingEnds(view),
    ...(plan && dataset ? datasetProblems(view, dataset) : []),
    ...lossProblems(view, plan !== undefined && dataset !== undefined),
    ...everywhere(view, new Set()),
    ...(plan ? batchProblems(facts, plan) : []),
    ...(plan && budget !== undefined ? memoryProblems(facts, plan, budget) : []),
  ];
  return [...found.filter(isError), ...found.filter(p => !isError(p))];
}

/** What a graph's own checks found. Facts stay the same objects as long as nothing in them changes. */
const memo = new WeakMap<GraphFacts, readonly Problem[]>();

function everywhere(view: View, entered: Set<ModuleId>): readonly Problem[] {
  let own = memo.get(view.facts);
  if (!own) {
    own = EVERYWHERE.flatMap(check => check(view));
    memo.set(view.facts, own);
  }
  const within: Problem[] = [];
  for (const { node, inner } of view.facts.nodes.values()) {
    const module = moduleOf(node.op);
    if (module === null || !inner || node.muted || entered.has(module)) continue;
    entered.add(module);
    within.push(...seenFrom(node.id, everywhere({ ...view, graphId: module, facts: inner }, entered)));
  }
  return [...own, ...within];
}
