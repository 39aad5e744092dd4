import { readClipping, writeClipping } from '../../core/document/clipping';
import { copyNodes, leftOutOfPaste, pasteClipping } from '../../core/edits/clipping';
import { removeAndHeal } from '../../core/edits/removeNodes';
import { CARD_WIDTH } from '../../readings/layout/node-size';
import { boxAround } from '../../readings/layout/wire-lanes';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { freeSpot } from './add-nodes';
import { pointerOnCanvas, setCanvas } from './canvas-state';
import { sceneOf, toDocument } from './scene';

/** Between what is duplicated and its copy. */
const BESIDE = 44;

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
    refuse(read.says);
    return true;
  }
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const leftOut = leftOutOfPaste(documentOf(state), graph, read.clipping);
  if (leftOut.length > 0) refuse(`${leftOut.join(' and ')} would contain itself here, so it is not pasted`);
  const at = pointerOnCanvas();
  const corner = at && toDocument(sceneOf(state), [Math.round(at[0] - CARD_WIDTH / 2), Math.round(at[1] - 20)]);
  state.apply(doc => pasteClipping(doc, graph, read.clipping, corner ?? undefined), { selectNew: true });
  return true;
}

const refuse = (says: string): void =>
  setCanvas({ refused: { says, screen: [window.innerWidth / 2 - 140, window.innerHeight / 2] } });

/** Copies the selected nodes with the wires between them, to the right of the originals. */
export function duplicateSelection(): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const clipping = copyNodes(documentOf(state), graph, state.selection.nodes);
  const scene = sceneOf(state);
  const { x, y, width } = boxAround([...scene.cards.values()].filter(c => state.selection.nodes.has(c.id)));
  const at = toDocument(scene, freeSpot(state, [x + width + BESIDE, y]));
  state.apply(doc => pasteClipping(doc, graph, clipping, at), { selectNew: true });
}
