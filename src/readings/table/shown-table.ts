import { COLUMNS, type ColumnId, totalText } from './columns';
import type { Table } from './row';
import type { VisibleRow } from './visible-rows';

/** One line as it is written into a file. */
export interface ShownLine {
  /** 0 at the top. */
  readonly depth: number;
  /** A label over the whole width instead of cells. */
  readonly label: string | null;
  readonly cells: readonly string[];
}

/** The table as a person sees it, in words: what the writers write. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly { readonly id: ColumnId; readonly title: string; readonly numeric: boolean }[];
  readonly lines: readonly ShownLine[];
  readonly totals: readonly string[];
  readonly batchSize: number;
}

/** A name from a file may break lines, or have signs that no text file should: a cell is one line in every format. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ');

export function shownTable(
  title: string,
  table: Table,
  rows: readonly VisibleRow[],
  columns: readonly ColumnId[],
): ShownTable {
  const chosen = COLUMNS.filter(c => columns.includes(c.id));
  return {
    title,
    columns: chosen.map(c => ({
      id: c.id,
      title: c.id === 'memory' ? `memory, batch ${table.batchSize}` : c.title,
      numeric: c.numeric,
    })),
    lines: rows.map(({ row, level }) => ({
      depth: level - 1,
      label: row.kind === 'branch' ? inOneLine(row.operation) : null,
      cells: row.kind === 'branch' ? [] : chosen.map(c => inOneLine(c.text(row))),
    })),
    totals: chosen.map(c => totalText(table, c.id)),
    batchSize: table.batchSize,
  };
}
