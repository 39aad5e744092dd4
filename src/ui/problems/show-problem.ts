import type { Problem } from '../../core/inference/facts';
import { useEditor } from '../../state/editor';
import { useView, useViewport } from '../../state/view';

/** Goes to the graph that a problem's node is in, selects the node and brings it into view. */
export function showProblem({ path }: Problem): void {
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
