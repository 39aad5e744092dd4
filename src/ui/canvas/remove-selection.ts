import { disconnect } from '../../core/edits/connect';
import { removeAndHeal, removeNodes } from '../../core/edits/removeNodes';
import { currentGraphId, useEditor } from '../../state/editor';

/** Removes what is selected, wires first; with `heal`, chains close over the nodes that go. One undo step. */
export function removeSelection(heal: boolean): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const { nodes, wires } = state.selection;
  const remove = heal ? removeAndHeal : removeNodes;
  state.apply(doc => remove(disconnect(doc, graph, wires), graph, nodes));
}
