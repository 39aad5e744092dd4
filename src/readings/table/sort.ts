import { COLUMNS, type ColumnId } from './columns';
import type { TableRow } from './row';

export interface Sorting {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

/** What a click on a heading asks for: numbers largest first, words from A, then the other way, then the network's order. */
export function nextSorting(now: Sorting | null, column: ColumnId): Sorting | null {
  const numeric = COLUMNS.find(c => c.id === column)?.numeric === true;
  const first = numeric ? 'descending' : 'ascending';
  if (now?.column !== column) return { column, direction: first };
  if (now.direction !== first) return null;
  return { column, direction: numeric ? 'ascending' : 'descending' };
}

/**
 * Rows of one level by a column, in their own order where they are equal; those without a value come last. Labels of
 * branches are left out, since what they stand above is no longer together. `null`: as they are.
 */
export function sorted(rows: readonly TableRow[], sorting: Sorting | null): readonly TableRow[] {
  const column = sorting && COLUMNS.find(c => c.id === sorting.column);
  if (!column) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows
    .filter(row => row.kind !== 'branch')
    .sort((a, b) => {
      const x = column.sortKey(a);
      const y = column.sortKey(b);
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
      return sign * String(x).localeCompare(String(y), 'en', { numeric: true });
    });
}
