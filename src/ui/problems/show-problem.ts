import type { NodeId } from '../../core/document/architecture';
import type { Problem } from '../../core/inference/facts';
import { useEditor } from '../../state/editor';
import { useView, useViewport } from '../../state/view';

/** Shows the node that a problem is about. */
export const showProblem = ({ path }: Problem): void => showNode(path);

/** Goes to the graph that a node is in, selects the node and brings it into view. @param path instances entered, then the node */
export function showNode(path: readonly NodeId[]): void {
  const node = path.at(-1);
  if (node === undefined) return;
  const inside = path.slice(0, -1);
  const editor = useEditor.getState();
  if (editor.path.join() !== inside.join()) {
    editor.leave(0);
    for (const step of inside) useEditor.getState().enter(step);
  }
  useEditor.getState().select([node]);
  useView.getState().setSheet(null);
  // The canvas of another graph is there only after the next frame.
  requestAnimationFrame(() => useViewport.getState().viewport?.reveal(node));
}
