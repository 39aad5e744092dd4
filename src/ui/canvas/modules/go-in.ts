import type { NodeId } from '../../../core/document/architecture';
import { useEditor } from '../../../state/editor';

/** Goes into an instance of the present graph, and on into those inside it. */
export function goIn(way: readonly NodeId[]): void {
  for (const step of way) useEditor.getState().enter(step);
}

/** Goes into an instance and selects a node there. */
export function goInTo(way: readonly NodeId[], node: NodeId): void {
  const { path } = useEditor.getState();
  goIn(way);
  if (useEditor.getState().path.length === path.length + way.length) useEditor.getState().select([node]);
}
