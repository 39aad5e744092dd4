import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { NodeId } from '../../core/document/architecture';
import { moveOntoWire } from '../../core/edits/insertOnWire';
import { setPositions } from '../../core/edits/moveNodes';
import type { Point } from '../../core/edits/spacing';
import { catalogue } from '../../ops/catalogue';
import { letGo } from '../../readings/layout/let-go';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { useFolds } from '../../state/folds';
import { setCanvas, useCanvas } from './canvas-state';
import { useDrawn } from './drawn/drawn-state';
import type { FlowNode } from './flow-nodes';
import type { FlowWire } from './flow-wires';
import { offsetOf, type Scene, sceneOf, showingAt } from './scene';
import { wireForLoose } from './wire-for-loose';

/**
 * What React Flow wants changed about nodes. While they are dragged they only show elsewhere; when the drag ends, and
 * for moves that are no drag, the document is told, as one undo step. A node without wires that is let go on a wire goes
 * into it.
 */
export function onNodesChange(changes: readonly NodeChange<FlowNode>[]): void {
  const moved = new Map<NodeId, Point>();
  let dragging = false;
  let selection: Set<NodeId> | null = null;
  for (const change of changes) {
    if (change.type === 'position') {
      const at = change.position ?? null;
      if (at) moved.set(change.id, [at.x, at.y]);
      dragging ||= change.dragging ?? false;
    } else if (change.type === 'select') {
      selection ??= new Set(useEditor.getState().selection.nodes);
      if (change.selected) selection.add(change.id);
      else selection.delete(change.id);
    }
  }
  if (selection) useEditor.getState().select(selection, useEditor.getState().selection.wires);
  if (moved.size === 0) return;
  const places = new Map([...(useCanvas.getState().moving ?? []), ...withDrawn(moved)]);
  if (dragging) {
    setCanvas({ moving: places, inHand: true, overWire: wireForLoose(useEditor.getState(), sceneOf(), places) });
    return;
  }
  const { overWire } = useCanvas.getState();
  setCanvas({ moving: null, inHand: false, overWire: null });
  const graph = currentGraphId(useEditor.getState());
  const inDocument = withoutOffsets(sceneOf(), places);
  const [only] = inDocument.keys();
  const { apply } = useEditor.getState();
  if (overWire === null || only === undefined) {
    showingAt(places, () => apply(doc => setPositions(doc, graph, inDocument)));
    return;
  }
  apply(doc => moveOntoWire(setPositions(doc, graph, inDocument), catalogue, graph, overWire, only));
}

/** Of a large selection some cards are drawn: they move with those that are elements. */
function withDrawn(moved: ReadonlyMap<NodeId, Point>): ReadonlyMap<NodeId, Point> {
  const { nodes } = useEditor.getState().selection;
  const [first] = moved;
  if (!first || !useDrawn.getState().drawn || !nodes.has(first[0]) || nodes.size === moved.size) return moved;
  const { cards } = sceneOf();
  const start = cards.get(first[0]);
  if (!start) return moved;
  const [dx, dy] = [first[1][0] - start.x, first[1][1] - start.y];
  const all = new Map(moved);
  for (const id of nodes) {
    const card = cards.get(id);
    if (card && !all.has(id)) all.set(id, [card.x + dx, card.y + dy]);
  }
  return all;
}

/** Where cards belong in the document, from where they are shown. */
function withoutOffsets(scene: Scene, places: ReadonlyMap<NodeId, Point>): ReadonlyMap<NodeId, Point> {
  if ([...scene.cards.values()].some(c => c.inside)) return besideOpen(scene, places);
  const found = new Map<NodeId, Point>();
  for (const node of scene.graph.nodes) {
    const at = places.get(node.id);
    const [dx, dy] = offsetOf(scene, node);
    if (at) found.set(node.id, [at[0] - dx, at[1] - dy]);
  }
  return found;
}

/** The same while instances are open, which push aside what lies around them. */
function besideOpen(
  { graph, columnOf, offsets }: Scene,
  places: ReadonlyMap<NodeId, Point>,
): ReadonlyMap<NodeId, Point> {
  const state = useEditor.getState();
  const uncut = new Map<NodeId, Point>();
  for (const [id, [x, y]] of places) {
    const [dx, dy] = offsets[columnOf.get(id) ?? 0] ?? [0, 0];
    uncut.set(id, [x - dx, y - dy]);
  }
  return letGo(documentOf(state), catalogue, graph, state.path.join('/'), useFolds.getState().unfolded, uncut);
}

/** What React Flow wants changed about wires: which are selected. */
export function onWiresChange(changes: readonly EdgeChange<FlowWire>[]): void {
  let selection: Set<string> | null = null;
  for (const change of changes) {
    if (change.type !== 'select') continue;
    selection ??= new Set(useEditor.getState().selection.wires);
    if (change.selected) selection.add(change.id);
    else selection.delete(change.id);
  }
  if (selection) useEditor.getState().select(useEditor.getState().selection.nodes, selection);
}
