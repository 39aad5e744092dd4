import { type RefObject, useEffect } from 'react';
import { openSearch } from '../search/search-place';
import { notePointer, pointerOnCanvas, setCanvas, useCanvas } from './canvas-state';
import { cutFrom } from './cut-gesture';
import { useDrawn } from './drawn/drawn-state';
import { hoverDrawn } from './drawn/hover';
import { openMenu } from './menu/open-menu';
import { keepFromNode, pressPort } from './press-port';

/**
 * Notes where the pointer is over the canvas, starts wires at ports, lets Alt and a drag cut wires, a double click on
 * empty ground search for what goes there, and the other button open a menu. Listens by itself: the surface is no control, what can be done is on elements with roles.
 */
export function useSurfacePointer(surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const move = (event: PointerEvent): void => {
      notePointer({ x: event.clientX, y: event.clientY });
      // A wire that is gone from the page did not tell that the pointer left it.
      if (useCanvas.getState().pointed !== null && !isOnWire(event.target)) setCanvas({ pointed: null });
      // A pressed button means what was under the pointer before; only a wire in hand looks for its end.
      const looking = event.buttons === 0 || useCanvas.getState().connecting !== null;
      if (looking && useDrawn.getState().drawn) hoverDrawn(pointerOnCanvas());
    };
    const leave = (): void => notePointer(null);
    element.addEventListener('pointerdown', cutFrom, true);
    element.addEventListener('pointerdown', pressPort, true);
    element.addEventListener('click', keepFromNode, true);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('dblclick', searchHere);
    element.addEventListener('contextmenu', openMenu);
    return () => {
      element.removeEventListener('pointerdown', cutFrom, true);
      element.removeEventListener('pointerdown', pressPort, true);
      element.removeEventListener('click', keepFromNode, true);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('dblclick', searchHere);
      element.removeEventListener('contextmenu', openMenu);
    };
  }, [surface]);
}

const isOnWire = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.react-flow__edge') !== null;

function searchHere({ target, clientX, clientY }: MouseEvent): void {
  if (!(target instanceof Element) || !target.classList.contains('react-flow__pane')) return;
  notePointer({ x: clientX, y: clientY });
  const at = pointerOnCanvas();
  if (at) openSearch({ at, link: null });
}
