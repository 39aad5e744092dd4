import { wireKey } from '../../core/document/architecture';
import { disconnect } from '../../core/edits/connect';
import { removeAndHeal, removeNodes } from '../../core/edits/removeNodes';
import { currentGraph, currentGraphId, useEditor } from '../../state/editor';

/** Removes what is selected; with `heal`, chains close over the nodes that go. One undo step. */
export function removeSelection(heal: boolean): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const { nodes, wires } = state.selection;
  const remove = heal ? removeAndHeal : removeNodes;
  // A wire at a node that goes is that node's matter: it may have to be healed.
  const alone = currentGraph(state)
    .wires.filter(w => !nodes.has(w.from[0]) && !nodes.has(w.to[0]))
    .map(wireKey)
    .filter(key => wires.has(key));
  state.apply(doc => remove(disconnect(doc, graph, alone), graph, nodes));
}
