import { type RefObject, useEffect, useState } from 'react';

/** Nearer to an edge than this, in pixels, React Flow moves the view with what is dragged; a little more, to be in time. */
const NEAR = 64;

/**
 * Whether what is dragged is near an edge, where the view goes along. Elsewhere React Flow need not ask at every frame,
 * moved or not, whether it is.
 */
export function useEdgePan(surface: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const look = ({ buttons, clientX, clientY }: PointerEvent): void => {
      if (buttons === 0) return;
      const { left, top, right, bottom } = element.getBoundingClientRect();
      setNear(Math.min(clientX - left, right - clientX, clientY - top, bottom - clientY) < NEAR);
    };
    element.addEventListener('pointermove', look);
    return () => element.removeEventListener('pointermove', look);
  }, [surface]);
  return near;
}
