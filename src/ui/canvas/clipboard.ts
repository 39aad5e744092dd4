import { readClipping, writeClipping } from '../../core/document/clipping';
import { copyNodes, duplicateNodes, pasteClipping } from '../../core/edits/clipping';
import { removeAndHeal } from '../../core/edits/removeNodes';
import { CARD_WIDTH } from '../../readings/layout/node-size';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { pointerOnCanvas, setCanvas } from './canvas-state';
import { sceneOf, toDocument } from './scene';

/** The selected nodes as text for the clipboard; `null` when none are selected. */
export function selectionAsText(): string | null {
  const state = useEditor.getState();
  const { nodes } = state.selection;
  return nodes.size === 0 ? null : writeClipping(copyNodes(documentOf(state), currentGraphId(state), nodes));
}

/** Removes the selected nodes after they were copied, and heals the chain. */
export function removeCopied(): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const ids = state.selection.nodes;
  state.apply(doc => removeAndHeal(doc, graph, ids));
}

/** Pastes at the pointer, or beside the originals. Says whether the text was a clipping at all. */
export function pasteText(text: string): boolean {
  const read = readClipping(text);
  if (!read) return false;
  if (!read.ok) {
    setCanvas({ refused: { says: read.says, screen: [window.innerWidth / 2 - 140, window.innerHeight / 2] } });
    return true;
  }
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const at = pointerOnCanvas();
  const corner = at && toDocument(sceneOf(state), [Math.round(at[0] - CARD_WIDTH / 2), Math.round(at[1] - 20)]);
  state.apply(doc => pasteClipping(doc, graph, read.clipping, corner ?? undefined), { selectNew: true });
  return true;
}

export function duplicateSelection(): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const ids = state.selection.nodes;
  state.apply(doc => duplicateNodes(doc, graph, ids), { selectNew: true });
}
