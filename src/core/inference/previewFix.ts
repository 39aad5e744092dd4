import type { Architecture } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import type { Shape } from '../op/shape';
import type { Fix, GraphFacts, NodeFacts, Problem } from './facts';
import { infer } from './infer';
import { isError } from './problem';

export interface FixPreview {
  readonly fix: Fix;
  /** What the fix leads to: what it puts in before the node makes, else what the node makes; `null` where that is nothing. */
  readonly shape: Shape | null;
}

/**
 * The shape that a fix leads to: what the node that it puts in makes (`Insert Flatten` → 400), else what the node with
 * the problem then makes; for an output, the shape that reaches it.
 * Inference runs once over what the fix changes, so ask when the fix is shown, not at every edit.
 */
export function previewFix(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  problem: Problem,
  fix: Fix,
): Shape | null {
  return result(facts, infer(fix.edit(doc), ops, facts), problem);
}

/**
 * The fixes of a problem worth showing, each with its result: first those after which fewest errors stand. Those that
 * leave the node itself with an error are dropped, unless that is true of all.
 */
export function previewFixes(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  problem: Problem,
): readonly FixPreview[] {
  const tried = problem.fixes.map(fix => {
    const after = infer(fix.edit(doc), ops, facts);
    const node = nodeAt(after, problem);
    const helps = !node?.problems.some(isError) && !node?.inner?.problems.some(isError);
    return { fix, shape: result(facts, after, problem), helps, errors: after.problems.filter(isError).length };
  });
  const helpful = tried.filter(t => t.helps);
  return (helpful.length > 0 ? helpful : tried)
    .sort((a, b) => a.errors - b.errors)
    .map(({ fix, shape }) => ({ fix, shape }));
}

/** The node that a problem sits on, in the document's own graph or inside modules. */
export function nodeAt(facts: GraphFacts, { path }: Pick<Problem, 'path'>): NodeFacts | undefined {
  let inside: GraphFacts | undefined = facts;
  let node: NodeFacts | undefined;
  for (const id of path) {
    node = inside?.nodes.get(id);
    inside = node?.inner;
  }
  return node;
}

/** What the fix puts in before the node makes, else what the node itself makes; for an output, what reaches it. */
function result(before: GraphFacts, after: GraphFacts, problem: Problem): Shape | null {
  const known = graphAt(before, problem)?.nodes;
  const added = [...(graphAt(after, problem)?.nodes.values() ?? [])].find(n => !known?.has(n.node.id));
  const node = added ?? nodeAt(after, problem);
  if (!node) return null;
  const [made] = Object.values(node.outputs);
  return made === undefined ? (Object.values(node.inputs)[0] ?? null) : made;
}

/** The graph that the node with the problem is in. */
const graphAt = (facts: GraphFacts, { path }: Problem): GraphFacts | undefined =>
  path.length < 2 ? facts : nodeAt(facts, { path: path.slice(0, -1) })?.inner;
