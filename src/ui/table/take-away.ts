import { fileName } from '../../exchange/codec';
import { shownTable } from '../../readings/table/shown-table';
import { writeCsv } from '../../readings/table/writers/csv';
import { writeLatex } from '../../readings/table/writers/latex';
import { writeMarkdown } from '../../readings/table/writers/markdown';
import { documentOf, useEditor } from '../../state/editor';
import { saveFiles } from '../files/save-files';
import type { TableFormat } from './formats';
import { chosenColumns, presentRows, presentTable, useTable } from './table-state';

const FILES: Readonly<Record<TableFormat, readonly [extension: string, type: string]>> = {
  latex: ['tex', 'application/x-tex'],
  markdown: ['md', 'text/markdown'],
  csv: ['csv', 'text/csv'],
};

/** The table as it is shown now: folded, sorted and filtered as the person has it, with all chosen columns. */
function tableText(format: TableFormat): string {
  const table = presentTable();
  const rows = presentRows();
  const { title } = documentOf(useEditor.getState());
  const shown = shownTable(title, table, rows, chosenColumns(useTable.getState().names));
  if (format === 'csv') return writeCsv(shown, table, rows);
  return format === 'latex' ? writeLatex(shown) : writeMarkdown(shown);
}

export const copyTable = (format: TableFormat): Promise<void> => navigator.clipboard.writeText(tableText(format));

/** Hands the table to the browser's downloads. */
export function saveTable(format: TableFormat): void {
  const [extension, type] = FILES[format];
  const { title } = documentOf(useEditor.getState());
  // Spreadsheets take a file without this mark for something else than UTF-8, and × for two letters.
  const text = format === 'csv' ? `\ufeff${tableText(format)}` : tableText(format);
  saveFiles([{ name: `${fileName(title)}.${extension}`, bytes: new TextEncoder().encode(text), type }]);
}
