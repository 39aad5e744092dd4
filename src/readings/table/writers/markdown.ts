import type { ShownTable } from '../shown-table';

/** Rows inside a module are moved in by this much per level. */
const INDENT = '&emsp;';

const escaped = (text: string): string => text.replace(/\u00a0/g, ' ').replace(/[\\`*_{}[\]<>|#~&$]/g, '\\$&');

/** The table as GitHub's Markdown, padded so that it can be read as it is. */
export function writeMarkdown({ columns, lines, totals }: ShownTable): string {
  const rows = [
    columns.map(c => escaped(c.title)),
    ...lines.map(({ depth, label, cells }) => {
      const own = label === null ? cells.map(escaped) : columns.map((_, i) => (i === 0 ? `*${escaped(label)}*` : ''));
      return own.map((cell, i) => (i === 0 ? INDENT.repeat(depth) + cell : cell));
    }),
    totals.map(cell => (cell === '' ? '' : `**${escaped(cell)}**`)),
  ];
  const widths = columns.map((_, i) => Math.max(3, ...rows.map(row => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (columns[i]?.numeric ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = columns.map((c, i) => (c.numeric ? `${'-'.repeat((widths[i] ?? 3) - 1)}:` : '-'.repeat(widths[i] ?? 3)));
  const [head = [], ...body] = rows;
  return `${[head, rule, ...body].map(line).join('\n')}\n`;
}
