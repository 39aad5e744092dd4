import type { ColumnId } from '../../readings/table/columns';

/** Least width in pixels with the space after it, and the share of what is left over. */
const WIDTHS: Readonly<Record<ColumnId, readonly [least: number, share: number]>> = {
  operation: [140, 0.6],
  name: [68, 0.5],
  remarks: [110, 2.4],
  input: [98, 0],
  output: [96, 0],
  parameters: [88, 0],
  macs: [72, 0],
  memory: [70, 0],
};
/** What goes first when there is no room. */
const DISPENSABLE: readonly ColumnId[] = ['memory', 'name', 'macs', 'input', 'parameters', 'remarks'];

export interface FittedColumn {
  readonly id: ColumnId;
  /** In pixels. */
  readonly width: number;
}

const sum = (columns: readonly ColumnId[], part: 0 | 1): number =>
  columns.reduce((all, id) => all + WIDTHS[id][part], 0);

/** The columns for which there is room in `width` pixels, and how wide each is. */
export function columnsThatFit(chosen: readonly ColumnId[], width: number): readonly FittedColumn[] {
  let columns = chosen;
  for (const id of DISPENSABLE) {
    if (sum(columns, 0) <= width) break;
    columns = columns.filter(c => c !== id);
  }
  const left = Math.max(0, width - sum(columns, 0));
  const shares = sum(columns, 1);
  return columns.map(id => ({ id, width: Math.floor(WIDTHS[id][0] + (left * WIDTHS[id][1]) / shares) }));
}
