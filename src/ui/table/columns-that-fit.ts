import type { ColumnId } from '../../readings/table/columns';

/** Least width in pixels with the space after it, and the share of what is left over. */
const WIDTHS: Readonly<Record<ColumnId, readonly [least: number, share: number]>> = {
  operation: [140, 0],
  name: [72, 0.65],
  remarks: [110, 2],
  input: [92, 0],
  output: [92, 0],
  parameters: [86, 0],
  macs: [70, 0],
  memory: [66, 0],
};
/** What goes first when there is no room. */
const DISPENSABLE: readonly ColumnId[] = ['memory', 'name', 'macs', 'input', 'parameters', 'remarks'];

export interface FittedColumn {
  readonly id: ColumnId;
  /** In pixels. */
  readonly width: number;
}

/**
 * The columns for which there is room in `width` pixels, and how wide each is. `indent`: how far the deepest row is moved
 * in, which the first column has to have besides.
 */
export function columnsThatFit(chosen: readonly ColumnId[], width: number, indent: number): readonly FittedColumn[] {
  const least = (id: ColumnId): number => WIDTHS[id][0] + (id === 'operation' ? indent : 0);
  const needed = (ids: readonly ColumnId[]): number => ids.reduce((all, id) => all + least(id), 0);
  let columns = chosen;
  for (const id of DISPENSABLE) {
    if (needed(columns) <= width) break;
    columns = columns.filter(c => c !== id);
  }
  const left = Math.max(0, width - needed(columns));
  const shares = columns.reduce((all, id) => all + WIDTHS[id][1], 0);
  return columns.map(id => ({ id, width: Math.floor(least(id) + (left * WIDTHS[id][1]) / shares) }));
}
