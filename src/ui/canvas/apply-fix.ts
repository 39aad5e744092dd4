import type { Fix } from '../../core/inference/facts';
import { currentGraph, useEditor } from '../../state/editor';
import { useViewport } from '../../state/view';

/** Applies a fix as one undo step. What it adds to the graph on the canvas is brought into view where it is not yet. */
export function applyFix({ edit }: Pick<Fix, 'edit'>): void {
  const before = new Set(currentGraph(useEditor.getState()).nodes.map(n => n.id));
  useEditor.getState().apply(edit);
  const added = currentGraph(useEditor.getState()).nodes.find(n => !before.has(n.id));
  if (added) requestAnimationFrame(() => useViewport.getState().viewport?.reveal(added.id, { keepScale: true }));
}
