import type { NodeId } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { isError } from '../../core/inference/problem';
import { currentFacts, useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';

/** The node whose problem is shown in full: the one that was opened, else that of the first cause. */
export function useShownProblem(): NodeId | null {
  const asked = useCanvas(s => s.asked);
  return useEditor(s => {
    const facts = currentFacts(s);
    if (asked?.open && (facts.nodes.get(asked.node)?.problems.length ?? 0) > 0) return asked.node;
    const first = firstCause(facts);
    return first !== null && asked?.node === first && !asked.open ? null : first;
  });
}

/** An input that waits for its wire is work in progress: it says so when asked, and not before. */
function firstCause(facts: GraphFacts): NodeId | null {
  for (const p of facts.problems) {
    const [node] = p.path;
    if (node !== undefined && isError(p) && p.code !== 'unconnected') return node;
  }
  return null;
}
