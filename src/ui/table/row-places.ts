import type { VisibleRow } from '../../readings/table/visible-rows';

/** Heights in pixels: a row, the sentence below it, the label of a branch, the headings, the totals. */
export const ROW = 29;
export const SENTENCE = 27;
export const LABEL = 40;
export const HEAD = 33;
export const FOOT = 36;

/** What a level moves a row in, in pixels. */
export const INDENT = 15;

/** Where every row begins, in pixels from the first one's top; the whole height is the last entry. */
export function topsOf(rows: readonly VisibleRow[]): readonly number[] {
  const tops = [0];
  let top = 0;
  for (const { row, says } of rows) {
    top += row.kind === 'branch' ? LABEL : says === null ? ROW : ROW + SENTENCE;
    tops.push(top);
  }
  return tops;
}

/** The id of a row's element, or of one of its cells. */
export const idOf = (row: number, cell: number | null): string =>
  cell === null ? `table-row-${row}` : `table-row-${row}-${cell}`;
