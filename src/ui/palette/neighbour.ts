/** A box on the page. */
export interface Box {
  readonly left: number;
  readonly top: number;
}
export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export const isArrow = (key: string): key is Arrow => /^Arrow(Up|Down|Left|Right)$/.test(key);

/**
 * The box that an arrow key leads to from `boxes[from]`, in a list of rows: left and right within the reading order, up
 * and down to the nearest row, as far in the same column as there is one. `null` at the edge.
 */
export function neighbour(boxes: readonly Box[], from: number, arrow: Arrow): number | null {
  const here = boxes[from];
  if (!here) return null;
  if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') {
    const next = from + (arrow === 'ArrowRight' ? 1 : -1);
    return boxes[next] ? next : null;
  }
  const away = (b: Box): number => (arrow === 'ArrowDown' ? b.top - here.top : here.top - b.top);
  let best: number | null = null;
  for (const [i, box] of boxes.entries()) {
    if (away(box) <= 0) continue;
    const rival = best === null ? undefined : boxes[best];
    const cost = (b: Box): number => away(b) * 1000 + Math.abs(b.left - here.left);
    if (!rival || cost(box) < cost(rival)) best = i;
  }
  return best;
}
