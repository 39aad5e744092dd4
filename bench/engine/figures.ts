/** What was measured of one engine on one network. */
export interface Figures {
  readonly network: string;
  readonly engine: string;
  readonly batch: number;
  /** Milliseconds of the first step, in which shaders are compiled, where that was measured. */
  readonly first?: number | undefined;
  /** Milliseconds of each further step. */
  readonly times: readonly number[];
  /** Milliseconds after which a step that had not answered was given up; for the first, since its page was opened. */
  readonly gaveUp?: number | undefined;
  readonly flops: number;
  /** GFLOP/s of a plain product of 512×512 matrices on the same engine in the same run. */
  readonly product: number;
  /** What to compare with, and its times. */
  readonly beside?: readonly [name: string, times: readonly number[]] | undefined;
}

const COLUMNS = [
  ['network', 20],
  ['engine', 22],
  ['batch', 6],
  ['first ms', 15],
  ['median ms', 10],
  ['fastest ms', 11],
  ['GFLOP/s', 9],
  ['plain product', 14],
  ['share', 7],
  ['beside', 0],
] as const;
/** From here on, columns are of numbers. */
const NUMBERS = 2;

export const printHead = (): void => printCells(COLUMNS.map(([title]) => title));

/** One line; a ratio is of the medians, and in brackets of the fastest steps. What was given up says after how long. */
export function printFigures(f: Figures): void {
  const speed = f.flops / fastest(f.times) / 1e6;
  const measured = f.times.length > 0;
  const ratio = (of: (values: readonly number[]) => number, than: readonly number[]) =>
    (of(f.times) / of(than)).toFixed(2);
  const given = (before: string) => (f.gaveUp === undefined ? '' : `${before} ${show(f.gaveUp)}`);
  printCells([
    ...[f.network, f.engine, `${f.batch}`],
    f.first === undefined ? given('none in') : show(f.first),
    measured ? show(median(f.times)) : f.first === undefined ? '' : given('>'),
    measured ? show(fastest(f.times)) : '',
    measured ? show(speed) : '',
    show(f.product),
    measured && f.product > 0 ? `${Math.round((100 * speed) / f.product)} %` : '',
    measured && f.beside && f.beside[1].length > 0
      ? `${ratio(median, f.beside[1])} (${ratio(fastest, f.beside[1])}) × ${f.beside[0]}`
      : '',
  ]);
}

function printCells(cells: readonly string[]): void {
  const pad = (cell: string, i: number) => {
    const width = COLUMNS[i]?.[1] ?? 0;
    return i < NUMBERS || width === 0 ? cell.padEnd(width) : cell.padStart(width);
  };
  console.log(`  ${cells.map(pad).join('  ').trimEnd()}`);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const fastest = (values: readonly number[]): number => Math.min(...values);
const show = (value: number): string => {
  if (!Number.isFinite(value) || value <= 0) return '';
  return value < 100 ? value.toFixed(value < 10 ? 2 : 1) : Math.round(value).toLocaleString('en');
};
