import type { VisibleRow } from '../../readings/table/visible-rows';

/** What a key asks of the grid. */
export type GridAction =
  | { readonly do: 'move'; readonly by: number }
  | { readonly do: 'ends'; readonly last: boolean }
  | { readonly do: 'fold' | 'parent' | 'edit' }
  /** To a cell of the row, or to the row as a whole. */
  | { readonly do: 'cell'; readonly cell: number | null };

export interface GridPlace {
  readonly now: VisibleRow | undefined;
  /** Index of the cell that has the focus; `null` when the whole row has it. */
  readonly cell: number | null;
  readonly cells: number;
  /** Rows in a screenful. */
  readonly page: number;
}
type Press = Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The keys of a treegrid, after the ARIA practices: on a row, right unfolds, then goes into the cells; left folds, then
 * goes to what the row stands in; Enter and F2 edit; Space folds.
 */
export function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press, place: GridPlace): GridAction | null {
  const { now, cell, cells, page } = place;
  if (altKey || shiftKey) return null;
  const mod = ctrlKey || metaKey;
  switch (key) {
    case 'Home':
      return mod || cell === null ? { do: 'ends', last: false } : { do: 'cell', cell: 0 };
    case 'End':
      return mod || cell === null ? { do: 'ends', last: true } : { do: 'cell', cell: cells - 1 };
  }
  if (mod) return null;
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1 };
    case 'ArrowUp':
      return { do: 'move', by: -1 };
    case 'PageDown':
      return { do: 'move', by: page };
    case 'PageUp':
      return { do: 'move', by: -page };
    case 'ArrowRight':
      if (cell !== null) return { do: 'cell', cell: Math.min(cells - 1, cell + 1) };
      return now?.row.inside && !now.open ? { do: 'fold' } : { do: 'cell', cell: 0 };
    case 'ArrowLeft':
      if (cell !== null) return { do: 'cell', cell: cell === 0 ? null : cell - 1 };
      if (now?.open) return { do: 'fold' };
      return now && now.parent >= 0 ? { do: 'parent' } : null;
    case ' ':
      return now?.row.inside ? { do: 'fold' } : null;
    case 'Enter':
    case 'F2':
      return { do: 'edit' };
    case 'Escape':
      return cell === null ? null : { do: 'cell', cell: null };
    default:
      return null;
  }
}
