import { type RefObject, useLayoutEffect, useState } from 'react';
import { ROW } from './row-places';

/** Rows that are drawn above and below what is in sight. */
const SPARE = 8;
/** Rows are exchanged once for so many pixels of scrolling, not with every row that comes into sight. */
const STEP = 10 * ROW;

export interface VisiblePart {
  readonly first: number;
  /** Index after the last one. */
  readonly end: number;
}

/**
 * Which of the rows whose tops are `tops` (ascending, with the whole height as the last entry) are in sight in a
 * scrolled element, with some to spare, so that thousands of rows cost as much as a screenful.
 */
export function useVisiblePart(scroller: RefObject<HTMLElement | null>, tops: readonly number[]): VisiblePart {
  const [span, setSpan] = useState<readonly [top: number, height: number]>([0, 800]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      const top = Math.floor(element.scrollTop / STEP) * STEP;
      const height = element.clientHeight;
      setSpan(now => (now[0] === top && now[1] === height ? now : [top, height]));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  const [top, height] = span;
  const first = Math.max(0, indexAt(tops, top) - SPARE);
  return { first, end: Math.min(tops.length - 1, indexAt(tops, top + STEP + height) + SPARE) };
}

/** The last row that begins at or above `y`. */
function indexAt(tops: readonly number[], y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
