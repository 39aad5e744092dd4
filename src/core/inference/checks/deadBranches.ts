import { removeNodes } from '../../edits/removeNodes';
import { isError } from '../problem';
import { upstreamOf } from '../upstream';
import { outputAfter } from './ends';
import type { Check } from './view';

/**
 * Nodes whose result reaches no output. Reported at the end of each such branch, not for every node of it, and not
 * where a problem explains it. A graph without any output has another problem.
 */
export const deadBranches: Check = view => {
  const { facts, graphId } = view;
  const { nodes, wires } = facts.graph;
  const outputs = nodes.filter(n => n.op === 'output' && !n.muted);
  const used = upstreamOf(
    wires,
    outputs.map(n => n.id),
  );
  if (used.size === 0) return [];
  const feeding = new Set(wires.map(w => w.from[0]));
  const ends = nodes.filter(n => !used.has(n.id) && !feeding.has(n.id) && n.op !== 'output');
  return ends.flatMap(end => {
    const known = facts.nodes.get(end.id);
    if (!known || known.problems.some(isError) || Object.values(known.outputs).includes(null)) return [];
    const branch = [...upstreamOf(wires, [end.id], id => !used.has(id))];
    const others = branch.length - 1;
    const count = `${others} node${others === 1 ? '' : 's'}`;
    return {
      code: 'dead-branch',
      severity: 'warning',
      path: [end.id],
      says:
        others === 0
          ? `${end.name} leads to no output, so it is not used`
          : `${end.name} leads to no output, so it and ${count} before it are not used`,
      fixes: [
        outputAfter(view, end),
        {
          label: others === 0 ? `Remove ${end.name}` : `Remove ${end.name} and ${count} before it`,
          edit: doc => removeNodes(doc, graphId, branch),
        },
      ],
    };
  });
};
