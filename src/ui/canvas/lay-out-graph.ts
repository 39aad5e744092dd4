import { type GraphId, moduleOf, type NodeId } from '../../core/document/architecture';
import { setPositions } from '../../core/edits/moveNodes';
import type { Point } from '../../core/edits/spacing';
import { catalogue } from '../../ops/catalogue';
import { elkInWorker, stopElk } from '../../readings/layout/elk-in-worker';
import { layOut } from '../../readings/layout/lay-out';
import type { Placed } from '../../readings/layout/unfold';
import { currentGraph, currentGraphId, documentOf, useEditor } from '../../state/editor';
import { useFolds } from '../../state/folds';
import { useViewport } from '../../state/view';
import { setCanvas, useCanvas } from './canvas-state';
import { sceneOf, showingAt } from './scene';

/**
 * Lays out the selected nodes, or all when fewer than two are selected, then also the insides of open instances; as one
 * undo step. Each block is laid out by itself, so it stays together. Can be given up while it is being worked out.
 */
export async function layOutPresentGraph(): Promise<void> {
  if (useCanvas.getState().stopLayout) return;
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const { nodes } = state.selection;
  const only = nodes.size > 1 ? nodes : undefined;
  const asked = documentOf(state);
  const graphs = only ? [graph] : [graph, ...openModules([...sceneOf(state).cards.values()])];
  const given = await orStopped(async () => {
    const elk = await elkInWorker();
    const found: [GraphId, ReadonlyMap<NodeId, Point>][] = [];
    for (const id of graphs) found.push([id, await layOut(elk, asked, catalogue, id, id === graph ? only : undefined)]);
    return found;
  });
  // What was edited meanwhile is newer than the layout.
  if (!given || documentOf(useEditor.getState()) !== asked) return;
  const asGiven = new Map([...(only ?? [])].map(id => [id, null]));
  showingAt(asGiven, () =>
    useEditor.getState().apply(doc => given.reduce((d, [id, positions]) => setPositions(d, id, positions), doc)),
  );
  if (!only) useFolds.getState().cutAgain();
  if (!only && currentGraph(useEditor.getState()).nodes.length > 0) {
    setTimeout(() => useViewport.getState().viewport?.fit(), 200);
  }
}

/** What `work` gives, or `null` when the person gives it up before. */
async function orStopped<T>(work: () => Promise<T>): Promise<T | null> {
  const stopped = new Promise<null>(resolve => {
    setCanvas({
      stopLayout: () => {
        void stopElk();
        resolve(null);
      },
    });
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    setCanvas({ stopLayout: null });
  }
}

/** The modules whose instances are open among these cards, once each. */
function openModules(cards: readonly Placed[]): readonly GraphId[] {
  const found = new Set<GraphId>();
  const visit = (inside: readonly Placed[]): void => {
    for (const card of inside) {
      const module = moduleOf(card.node.op);
      if (!card.inside || module === null) continue;
      found.add(module);
      visit(card.inside.cards);
    }
  };
  visit(cards);
  return [...found];
}
