import type { TableRow } from '../../readings/table/row';
import { useEditor } from '../../state/editor';

/** Selects what a row stands for, going to the graph that it is in. */
export function selectRow({ path, nodes }: TableRow): void {
  if (nodes.length === 0) return;
  const { path: now, leave } = useEditor.getState();
  if (now.join('/') !== path.join('/')) {
    leave(0);
    for (const step of path) useEditor.getState().enter(step);
  }
  useEditor.getState().select(nodes);
}

/** Whether all that a row stands for is selected. */
export function isSelected({ path, nodes }: TableRow, at: readonly string[], selected: ReadonlySet<string>): boolean {
  return nodes.length > 0 && nodes.every(id => selected.has(id)) && path.join('/') === at.join('/');
}
