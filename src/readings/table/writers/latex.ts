import type { ShownTable } from '../shown-table';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '×': '$\\times$',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '−': '$-$',
  '½': '$\\frac{1}{2}$',
  '–': '--',
  '…': '\\ldots{}',
  '\u00a0': '\\,',
};

/** Text in LaTeX; what has a meaning there is escaped, and a size such as `3×3` is set as one formula. */
export function texText(text: string): string {
  return text
    .split(/(\d+(?:×\d+)+)/)
    .map((part, i) => (i % 2 === 1 ? `$${part.replaceAll('×', '{\\times}')}$` : escaped(part)))
    .join('');
}

const escaped = (text: string): string => text.replace(/[\\{}$&#%_^~<>|×≥≤−½–…\u00a0]/g, sign => ESCAPES[sign] ?? sign);

/** The first cell of a row: after the line break before it, `[` and `*` would be taken for its options. */
const texFirst = (text: string): string => (/^[[*]/.test(text) ? `{}${texText(text)}` : texText(text));

/** Letters that LaTeX has no command for, unless the engine reads the fonts of the system. */
const BEYOND_LATIN = /[\u0180-\u1fff\u2100-\u{10ffff}]/u;

/** The table as a LaTeX `tabular` with booktabs' rules; rows inside a module are moved in. */
export function writeLatex({ columns, lines, totals }: ShownTable): string {
  const row = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`;
  const table = [
    `\\begin{tabular}{${columns.map(c => (c.numeric ? 'r' : 'l')).join('')}}`,
    '\\toprule',
    row(columns.map(c => texText(c.title))),
    '\\midrule',
    ...lines.map(({ depth, label, cells }) => {
      const indent = '\\quad '.repeat(depth);
      if (label !== null) return `\\multicolumn{${columns.length}}{l}{${indent}\\emph{${texText(label)}}} \\\\`;
      return row(cells.map((cell, i) => (i === 0 ? indent + texFirst(cell) : texText(cell))));
    }),
    '\\midrule',
    row(totals.map(texText)),
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
  const needs = BEYOND_LATIN.test(table) ? '% Has letters that pdfLaTeX lacks: LuaLaTeX or XeLaTeX set them.\n' : '';
  return `% \\usepackage{booktabs}\n${needs}${table}`;
}
