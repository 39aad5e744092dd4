import type { Architecture } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { COLUMN_IDS, COLUMNS, type ColumnId } from '../../../src/readings/table/columns';
import type { Table, TableChoices } from '../../../src/readings/table/row';
import { type ShownTable, shownTable } from '../../../src/readings/table/shown-table';
import { tableOf } from '../../../src/readings/table/table-of';
import { type TableView, type VisibleRow, visibleRows } from '../../../src/readings/table/visible-rows';

export const FOLDED: TableView = { open: new Set(), sorting: null, search: '' };

/** A preset by the name of its file. */
export async function preset(name: string): Promise<Architecture> {
  const { default: content } = await import(`../../../presets/${name}.netloom.json`);
  const read = readDocument(content);
  if (!read.ok) throw new Error(read.says);
  return read.document;
}

export const tabled = (doc: Architecture, choices: TableChoices = { everything: false }): Table =>
  tableOf(doc, catalogue, infer(doc, catalogue), choices);

/** What can be seen of a table, `operation | remarks | input | output` unless other columns are asked for. */
export function lines(
  table: Table,
  view: Partial<TableView> = {},
  columns: readonly ColumnId[] = ['operation', 'remarks', 'input', 'output'],
): string[] {
  const chosen = COLUMNS.filter(c => columns.includes(c.id));
  return visibleRows(table.rows, { ...FOLDED, ...view }).map(
    ({ row, level }) => '  '.repeat(level - 1) + chosen.map(c => c.text(row).replaceAll('\u00a0', ' ')).join(' | '),
  );
}

/** What a writer gets. */
export function written(
  doc: Architecture,
  view: Partial<TableView> = {},
  columns: readonly ColumnId[] = COLUMN_IDS,
): { shown: ShownTable; table: Table; rows: readonly VisibleRow[] } {
  const table = tabled(doc);
  const rows = visibleRows(table.rows, { ...FOLDED, ...view });
  return { shown: shownTable(doc.title, table, rows, columns), table, rows };
}
