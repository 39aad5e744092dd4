import { setPositions } from '../../core/edits/moveNodes';
import { catalogue } from '../../ops/catalogue';
import { elkInWorker } from '../../readings/layout/elk-in-worker';
import { layOut } from '../../readings/layout/lay-out';
import { currentGraph, currentGraphId, documentOf, useEditor } from '../../state/editor';
import { useViewport } from '../../state/view';

/** Lays out the selected nodes, or all when fewer than two are selected, as one undo step. */
export async function layOutPresentGraph(): Promise<void> {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const { nodes } = state.selection;
  const only = nodes.size > 1 ? nodes : undefined;
  const asked = documentOf(state);
  const positions = await layOut(await elkInWorker(), asked, catalogue, graph, only);
  // What was edited meanwhile is newer than the layout.
  if (documentOf(useEditor.getState()) !== asked) return;
  useEditor.getState().apply(doc => setPositions(doc, graph, positions));
  if (!only && currentGraph(useEditor.getState()).nodes.length > 0) {
    setTimeout(() => useViewport.getState().viewport?.fit(), 200);
  }
}
