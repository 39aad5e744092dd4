import { useEditor } from '../../../state/editor';
import { setCanvas } from '../canvas-state';
import { useDrawn } from '../drawn/drawn-state';
import type { Pressed } from '../in-hand';

/** A press of the other button, or the menu key: selects what it is on, unless that is selected, and shows its menu. */
export function openMenu(event: MouseEvent): void {
  const { target, clientX, clientY } = event;
  if (!(target instanceof Element) || target.closest('input, [role=dialog]')) return;
  event.preventDefault();
  const { select, selection } = useEditor.getState();
  const element = target.closest<HTMLElement>('.react-flow__node, .react-flow__edge');
  const drawn = useDrawn.getState();
  const isWire = element?.classList.contains('react-flow__edge') ?? false;
  const node = isWire ? null : (element?.dataset.id ?? drawn.hovered);
  const wire = isWire ? (element?.dataset.id ?? null) : element ? null : drawn.hoveredWire;
  const on: Pressed = node !== null ? 'node' : wire !== null ? 'wire' : 'ground';
  if (node !== null && !selection.nodes.has(node)) select([node]);
  if (on === 'wire' && wire !== null && !selection.wires.has(wire)) select([], [wire]);
  if (on === 'ground') select([]);
  setCanvas({ menu: { on, screen: [clientX, clientY] } });
}
