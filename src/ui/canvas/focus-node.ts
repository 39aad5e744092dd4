import type { NodeId } from '../../core/document/architecture';

/** Moves the keyboard's focus to a node's card, so that what it is is read out. */
export function focusNode(id: NodeId): void {
  requestAnimationFrame(() => {
    document
      .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true });
  });
}
