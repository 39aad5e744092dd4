import { type NodeId, type Wire, wireKey } from '../../core/document/architecture';
import { currentGraph, useEditor } from '../../state/editor';
import { useViewport } from '../../state/view';
import { focusNode } from './focus-node';
import { nextWire } from './step-wires';

/** The node whose wires are being stepped through. */
let around: NodeId | null = null;

/** The one selected wire, when nothing else is. */
export function selectedWire(): Wire | null {
  const state = useEditor.getState();
  const { nodes, wires } = state.selection;
  const [only] = wires;
  if (nodes.size > 0 || wires.size !== 1) return null;
  return currentGraph(state).wires.find(w => wireKey(w) === only) ?? null;
}

/** The node whose wires the next step goes through: the selected one, or an end of the selected wire. */
function nodeAround(): NodeId | null {
  const state = useEditor.getState();
  const { nodes } = state.selection;
  const [first] = nodes;
  if (nodes.size === 1 && first !== undefined) return first;
  const wire = selectedWire();
  if (wire) return around === wire.from[0] || around === wire.to[0] ? around : wire.from[0];
  const there = currentGraph(state).nodes.some(n => n.id === around);
  return nodes.size === 0 && there ? around : null;
}

/** Whether there is a node whose wires can be stepped through. */
export const canStepWires = (): boolean => nodeAround() !== null;

/** Selects the next wire of the node, or the one before. */
export function stepWires(by: 1 | -1): void {
  const node = nodeAround();
  if (node === null) return;
  const here = selectedWire();
  const next = nextWire(currentGraph(useEditor.getState()), node, here && wireKey(here), by);
  if (!next) return;
  around = node;
  useEditor.getState().select([], [wireKey(next)]);
}

/** From a selected wire to the node at one of its ends. Whether a wire was selected. */
export function leaveWire(side: 'from' | 'to'): boolean {
  const wire = selectedWire();
  if (!wire) return false;
  const [node] = wire[side];
  useEditor.getState().select([node]);
  useViewport.getState().viewport?.reveal(node);
  focusNode(node);
  return true;
}
