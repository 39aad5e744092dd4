import type { NodeId } from '../../core/document/architecture';
import { isError } from '../../core/inference/problem';
import { type EditorState, problemsOf, useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';

/** The node whose problem is shown in full: the one that was opened, else that of the first cause. */
export function useShownProblem(): NodeId | null {
  const asked = useCanvas(s => s.asked);
  return useEditor(s => {
    if (asked?.open && problemsOf(s, asked.node).length > 0) return asked.node;
    const first = firstCause(s);
    return first !== null && asked?.node === first && !asked.open ? null : first;
  });
}

/** An input that waits for its wire is work in progress: it says so when asked, and not before. */
function firstCause(state: EditorState): NodeId | null {
  const depth = state.path.length;
  for (const p of state.problems) {
    const node = p.path[depth];
    const here = state.path.every((step, i) => p.path[i] === step);
    if (node !== undefined && here && isError(p) && p.code !== 'unconnected') return node;
  }
  return null;
}
