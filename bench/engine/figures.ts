/** What was measured of one engine on one network. */
export interface Figures {
  readonly network: string;
  readonly engine: string;
  readonly batch: number;
  /** Milliseconds of each step. */
  readonly times: readonly number[];
  readonly flops: number;
  /** GFLOP/s of a plain product of 512×512 matrices on the same engine in the same run. */
  readonly product: number;
  /** What to compare with, and its times. */
  readonly beside?: readonly [name: string, times: readonly number[]];
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const fastest = (values: readonly number[]): number => Math.min(...values);
const show = (value: number): string => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 1) : '');

/** One line for each; a ratio is of the medians, and in brackets of the fastest steps. */
export function printFigures(all: readonly Figures[]): void {
  const head = ['network', 'engine', 'batch', 'median ms', 'fastest ms', 'GFLOP/s', 'plain product', 'share', 'beside'];
  const rows = all.map(({ network, engine, batch, times, flops, product, beside }) => {
    const speed = flops / fastest(times) / 1e6;
    const ratio = (of: (values: readonly number[]) => number) => (of(times) / of(beside?.[1] ?? [])).toFixed(2);
    return [
      ...[network, engine, `${batch}`, show(median(times)), show(fastest(times)), show(speed)],
      ...[show(product), `${Math.round((100 * speed) / product)} %`],
      beside && beside[1].length > 0 ? `${ratio(median)} (${ratio(fastest)}) × ${beside[0]}` : '',
    ];
  });
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map(r => r[column]?.length ?? 0)));
  const pad = (cell: string, i: number) =>
    i < 2 || i === 8 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  for (const row of table) console.log(`  ${row.map(pad).join('  ').trimEnd()}`);
}
