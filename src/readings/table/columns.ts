import { showMacs, showMemory, showParameters } from './quantities';
import type { Table, TableRow } from './row';

export const COLUMN_IDS = ['operation', 'name', 'remarks', 'input', 'output', 'parameters', 'macs', 'memory'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** A column of the table: its heading, its cells' text, and what they are sorted by. */
export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Numbers and sizes stand at the right. */
  readonly numeric: boolean;
  text(row: TableRow): string;
  /** `null` comes last in either direction. */
  sortKey(row: TableRow): string | number | null;
}

const words = (id: ColumnId, title: string, text: Column['text']): Column => ({
  id,
  title,
  numeric: false,
  text,
  sortKey: row => text(row) || null,
});
const numbers = (id: ColumnId, title: string, text: Column['text'], sortKey: Column['sortKey']): Column => ({
  id,
  title,
  numeric: true,
  text,
  sortKey,
});

export const remarksText = (row: TableRow): string => row.remarks.map(piece => piece.text).join('');

/** A row's name, where it says more than the operation does. */
export const nameText = ({ name, operation }: TableRow): string =>
  name.toLowerCase() === operation.toLowerCase() ? '' : name;

/** All columns, in their order. */
export const COLUMNS: readonly Column[] = [
  words('operation', 'operation', row => row.operation),
  words('name', 'name', nameText),
  words('remarks', 'kernel / stride or remarks', remarksText),
  numbers(
    'input',
    'input size',
    row => row.input.text,
    row => row.input.values,
  ),
  numbers(
    'output',
    'output size',
    row => row.output.text,
    row => row.output.values,
  ),
  numbers(
    'parameters',
    'parameters',
    row => showParameters(row.parameters),
    row => row.parameters.known,
  ),
  numbers(
    'macs',
    'MACs',
    row => showMacs(row.macs),
    row => row.macs.known,
  ),
  numbers(
    'memory',
    'memory',
    row => showMemory(row.memory),
    row => row.memory.known,
  ),
];

/** What stands below a column; nothing where there is nothing to add up. */
export function totalText(table: Table, column: ColumnId): string {
  switch (column) {
    case 'operation':
      return 'total';
    case 'parameters':
      return showParameters(table.total.parameters);
    case 'macs':
      return showMacs(table.total.macs);
    case 'memory':
      return showMemory(table.total.memory);
    default:
      return '';
  }
}
