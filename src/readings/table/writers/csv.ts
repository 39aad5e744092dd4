import type { ColumnId } from '../columns';
import type { Count, Table } from '../row';
import type { ShownTable } from '../shown-table';
import type { VisibleRow } from '../visible-rows';

/** A field as RFC 4180 has it. Text that a spreadsheet would take for a formula and run stands behind an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const number = ({ known, complete }: Count): string => (complete ? `${known}` : known === 0 ? '' : `>=${known}`);

/**
 * The table for a spreadsheet: counts in full, memory in bytes, the depth in a column of its own. Labels of branches are
 * a column, so that every line is a row of the table.
 */
export function writeCsv(shown: ShownTable, table: Table, rows: readonly VisibleRow[]): string {
  const count = (id: ColumnId, counts: Pick<Table['total'], 'parameters' | 'macs' | 'memory'>): string | null =>
    id === 'parameters' || id === 'macs' || id === 'memory' ? number(counts[id]) : null;
  const head = [
    'level',
    'branch',
    ...shown.columns.map(c => (c.id === 'memory' ? `memory in bytes, batch ${shown.batchSize}` : c.title)),
  ];
  let branch = { level: 1, label: '' };
  const body = rows.flatMap(({ row, level }, i) => {
    if (row.kind === 'branch') {
      branch = { level, label: shown.lines[i]?.label ?? '' };
      return [];
    }
    if (level < branch.level) branch = { level, label: '' };
    const cells = shown.columns.map((c, j) => count(c.id, row) ?? shown.lines[i]?.cells[j] ?? '');
    return [[`${level}`, branch.label, ...cells]];
  });
  const totals = ['', '', ...shown.columns.map((c, j) => count(c.id, table.total) ?? shown.totals[j] ?? '')];
  return [head, ...body, totals].map(line => `${line.map(field).join(',')}\r\n`).join('');
}
