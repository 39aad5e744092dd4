import type { NodeId } from '../../core/document/architecture';
import type { Place } from '../../readings/figure/scene';
import { type EditorState, useEditor } from '../../state/editor';

const below = (path: readonly NodeId[], way: readonly NodeId[]): NodeId | undefined =>
  path.every((id, i) => way[i] === id) ? way[path.length] : undefined;

/** Selects the node that a place stands for: in the graph that is open where it is inside it, else in the outermost one. */
export function selectPlace({ nodes }: Place, more: boolean): void {
  const editor = useEditor.getState();
  const [way] = nodes;
  if (!way) return;
  const inside = below(editor.path, way);
  if (inside === undefined) editor.leave(0);
  const node = inside ?? way[0];
  if (node === undefined) return;
  const { selection } = useEditor.getState();
  if (!more) editor.select([node]);
  else if (selection.nodes.has(node)) editor.select([...selection.nodes].filter(id => id !== node));
  else editor.select([...selection.nodes, node]);
}

/** Whether a place stands for, or lies within, a selected node. */
export const isSelected = ({ nodes }: Place, { path, selection }: Pick<EditorState, 'path' | 'selection'>): boolean =>
  nodes.some(way => {
    const node = below(path, way);
    return node !== undefined && selection.nodes.has(node);
  });
