import type { ColumnId } from '../../readings/table/columns';
import type { TableRow, Target } from '../../readings/table/row';

/** A place in a row that can be edited: a parameter, or the node's name. */
export interface Place {
  readonly column: ColumnId;
  /** Which of a cell's pieces. */
  readonly piece: number;
  readonly target: Target | null;
}

/** What can be edited in a row, from left to right, in the columns that are shown. */
export function placesIn(row: TableRow, columns: readonly ColumnId[]): readonly Place[] {
  return columns.flatMap((column): readonly Place[] => {
    if (column === 'name')
      return row.kind !== 'repeat' && row.nodes.length === 1 ? [{ column, piece: 0, target: null }] : [];
    if (column === 'output') return row.outputTarget ? [{ column, piece: 0, target: row.outputTarget }] : [];
    if (column !== 'remarks') return [];
    return row.remarks.flatMap(({ target }, piece) => (target ? [{ column, piece, target }] : []));
  });
}
