import type { GraphId, Node, NodeId } from '../document/architecture';
import { applyMend } from '../edits/mend';
import type { Catalogue, Mend, Refusal } from '../op/operation';
import type { Fix, Problem } from './facts';

/** A way out that an operation proposed, as an edit of the graph that the node is in. */
export const fixOf = (ops: Catalogue, graphId: GraphId, id: NodeId, mend: Mend): Fix => ({
  label: mend.label,
  edit: doc => applyMend(doc, ops, graphId, id, mend),
});

/** A refusal as a Problem on its node. */
export function problemOf(refusal: Refusal, ops: Catalogue, graphId: GraphId, node: Node): Problem {
  const { code, says, why, port, mends } = refusal;
  return {
    code,
    severity: 'error',
    path: [node.id],
    says,
    ...(why === undefined ? {} : { why }),
    ...(port === undefined ? {} : { port }),
    fixes: mends.map(mend => fixOf(ops, graphId, node.id, mend)),
  };
}

export const isError = (problem: Problem): boolean => problem.severity === 'error';

/** Problems of a module's inside as its instance `id` shows them to the graph around it. */
export const seenFrom = (id: NodeId, problems: readonly Problem[]): readonly Problem[] =>
  problems.map(p => ({ ...p, path: [id, ...p.path] }));
