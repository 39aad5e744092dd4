import { describe, expect, it } from 'vitest';
import { MAIN } from '../../../src/core/document/architecture';
import { renameModule } from '../../../src/core/edits/modules/library';
import { renameNode } from '../../../src/core/edits/renameNode';
import { writeCsv } from '../../../src/readings/table/writers/csv';
import { texText, writeLatex } from '../../../src/readings/table/writers/latex';
import { writeMarkdown } from '../../../src/readings/table/writers/markdown';
import { preset, written } from './opened';

const AS_PAPER = ['operation', 'remarks', 'input'] as const;

/** Cells of a LaTeX table's lines; `&` that is escaped does not part them. */
const cellsOf = (line: string): string[] => line.replace(/ \\\\$/, '').split(/(?<!\\) & /);

describe('LaTeX', () => {
  it("is the paper's table with booktabs' rules", async () => {
    const { shown } = written(await preset('inception-v3'), {}, AS_PAPER);
    expect(writeLatex(shown)).toBe(
      String.raw`% \usepackage{booktabs}
\begin{tabular}{llr}
\toprule
operation & kernel / stride or remarks & input size \\
\midrule
conv & $3{\times}3$ / 2 & $299{\times}299{\times}3$ \\
conv & $3{\times}3$ / 1 & $149{\times}149{\times}32$ \\
conv padded & $3{\times}3$ / 1 & $147{\times}147{\times}32$ \\
pool & $3{\times}3$ / 2, max & $147{\times}147{\times}64$ \\
conv & $1{\times}1$ / 1 & $73{\times}73{\times}64$ \\
conv & $3{\times}3$ / 1 & $73{\times}73{\times}80$ \\
pool & $3{\times}3$ / 2, max & $71{\times}71{\times}192$ \\
3 $\times$ Inception A & pool features 32, 64, 64 & $35{\times}35{\times}192$ \\
Inception B &  & $35{\times}35{\times}288$ \\
4 $\times$ Inception C & $7{\times}7$ channels 128, 160, 160, 192 & $17{\times}17{\times}768$ \\
Inception D &  & $17{\times}17{\times}768$ \\
2 $\times$ Inception E &  & $8{\times}8{\times}1280$ \\
pool & global average & $8{\times}8{\times}2048$ \\
dropout & 0.5 & 2048 \\
linear &  & 2048 \\
softmax &  & 1000 \\
\midrule
total &  &  \\
\bottomrule
\end{tabular}
`,
    );
  });

  it('moves in what is unfolded, and labels branches over the whole width', async () => {
    const { shown } = written(await preset('inception-v3-auxiliary'), { open: new Set(['n9~', 'n9']) });
    const text = writeLatex(shown);
    expect(text).toContain('\\quad Inception A & Mixed\\_5b & pool features 32 &');
    expect(text).toContain('\\quad \\quad conv padded & branch5x5\\_2 & $5{\\times}5$ / 1 &');
    expect(text).toContain('\\multicolumn{8}{l}{\\emph{Auxiliary output, from Mixed\\_6e}} \\\\');
    expect(text).toContain('total &  &  &  &  & 27,161,264 & 5.72\\,G &');
  });

  it('has as many cells in every line as columns, balanced braces and closed formulas', async () => {
    const doc = renameNode(await preset('inception-v3'), MAIN, 'n2', 'a & b % {c} $d$ #e_f ~^\\ <g> |h| 50 %');
    const text = writeLatex(written(doc, { open: new Set(['n9~', 'n2']) }).shown);
    const lines = text.split('\n').filter(line => line.endsWith(' \\\\'));
    expect(new Set(lines.map(line => cellsOf(line).length))).toEqual(new Set([8]));
    const bare = text.replace(/\\\\/g, '').replace(/\\[{}$&#%_]/g, '');
    expect(bare.split('{').length).toBe(bare.split('}').length);
    expect(bare.split('$').length % 2).toBe(1);
    expect(bare.replace('% \\usepackage', '')).not.toMatch(/[%#_~^<>|]/);
  });

  it('takes no name at the start of a row for an option of the line break before it', async () => {
    const doc = await preset('inception-v3');
    for (const title of ['[B]', '*B']) {
      const named = Object.keys(doc.modules).reduce((d, id) => renameModule(d, id, title), doc);
      const text = writeLatex(written(named).shown);
      expect(text).toContain(`\n{}${title} & Mixed`);
      expect(text).not.toMatch(/\\\\\n[[*]/);
    }
  });

  it('says which engine sets the letters of other scripts', async () => {
    const doc = await preset('lenet-5');
    const tex = (name: string): string => writeLatex(written(renameNode(doc, MAIN, 'n2', name)).shown);
    expect(tex('Größe – “C1”')).not.toContain('LuaLaTeX');
    expect(tex('свёртка')).toContain('LuaLaTeX');
    expect(tex('\u{1f9e0}')).toContain('LuaLaTeX');
  });

  it('escapes what has a meaning', () => {
    expect(texText('a_b & 50 % of $1 {x} ~ ^ \\')).toBe(
      'a\\_b \\& 50 \\% of \\$1 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}',
    );
    expect(texText('≥\u00a01,234 – 3 × 5×5×(64 + 32)')).toBe(
      '$\\geq$\\,1,234 -- 3 $\\times$ $5{\\times}5$$\\times$(64 + 32)',
    );
  });
});

describe('Markdown', () => {
  it('is a table of as many cells in every line, numbers at the right', async () => {
    const { shown } = written(await preset('lenet-5'));
    const lines = writeMarkdown(shown).trimEnd().split('\n');
    expect(lines).toHaveLength(2 + 9 + 1);
    expect(new Set(lines.map(line => line.length)).size).toBe(1);
    expect(lines[1]?.match(/-:/g)).toHaveLength(5);
    expect(lines[2]?.split('|').map(cell => cell.trim())).toEqual([
      '',
      'conv',
      'C1',
      '5×5 / 1',
      '32×32×1',
      '28×28×6',
      '156',
      '118 k',
      '4.82 MB',
      '',
    ]);
    expect(lines.at(-1)).toContain('**61,706**');
  });

  it('escapes names', async () => {
    const doc = renameNode(await preset('lenet-5'), MAIN, 'n2', 'a|b*c_d');
    expect(writeMarkdown(written(doc).shown)).toContain('| a\\|b\\*c\\_d |');
    const signs = renameNode(doc, MAIN, 'n2', '&copy; $x$');
    expect(writeMarkdown(written(signs).shown)).toContain('| \\&copy; \\$x\\$ |');
  });
});

describe('CSV', () => {
  it('has counts in full and the branch beside each row', async () => {
    const { shown, table, rows } = written(await preset('inception-v3-auxiliary'));
    const lines = writeCsv(shown, table, rows).trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'level,branch,operation,name,kernel / stride or remarks,input size,output size,parameters,MACs,"memory in bytes, batch 128"',
    );
    expect(lines[1]).toBe('1,,conv,Conv2d_1a_3x3,3×3 / 2,299×299×3,149×149×32,928,19181664,1091223552');
    expect(lines.find(line => line.includes('AuxLogits'))).toMatch(
      /^1,"Auxiliary output, from Mixed_6e",Auxiliary classifier,AuxLogits,classes 1000,17×17×768,1000,3326696,5683200,/,
    );
    expect(lines.at(-1)).toMatch(/^,,total,,,,,27161264,5718899296,\d+$/);
  });

  it.each(['=HYPERLINK("http://a.b")', '+1', '-1', '@a'])('lets no spreadsheet run %s', async name => {
    const { shown, table, rows } = written(renameNode(await preset('lenet-5'), MAIN, 'n2', name));
    const cell = `'${name.replaceAll('"', '""')}`;
    expect(writeCsv(shown, table, rows)).toContain(name.includes('"') ? `conv,"${cell}",` : `conv,${cell},`);
  });

  it('quotes what would part a line', async () => {
    const doc = renameNode(await preset('lenet-5'), MAIN, 'n2', 'a "b", c');
    const { shown, table, rows } = written(doc);
    expect(writeCsv(shown, table, rows)).toContain('conv,"a ""b"", c",5×5 / 1');
  });
});

describe('a name that breaks the line', () => {
  it('stays in its cell, in every format', async () => {
    const doc = renameNode(await preset('lenet-5'), MAIN, 'n2', 'a\nb\u0007c\ud83d');
    const { shown, table, rows } = written(doc);
    expect(writeLatex(shown)).toContain('conv & a b c  &');
    expect(writeMarkdown(shown).split('\n')).toHaveLength(2 + 9 + 1 + 1);
    expect(writeCsv(shown, table, rows)).toContain('conv,a b c ,');
  });
});
