import type { Count } from './row';

const GAP = '\u00a0';
const grouped = new Intl.NumberFormat('en-US');

/** `19.2 M`: three telling digits and a unit of thousands; below ten thousand in full. */
function withUnit(count: number): string {
  if (count < 1e4) return grouped.format(count);
  const units = ['k', 'M', 'G', 'T', 'P'] as const;
  let value = count / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${threeDigits(value)}${GAP}${units[unit]}`;
}

function threeDigits(value: number): string {
  return value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

/** What is known of a count: nothing for 0, `?` where nothing is known, `≥ 928` where a part is. */
function told({ known, complete }: Count, show: (count: number) => string): string {
  if (complete) return known === 0 ? '' : show(known);
  return known === 0 ? '?' : `≥${GAP}${show(known)}`;
}

/** `818,528`. */
export const showParameters = (count: Count): string => told(count, n => grouped.format(n));

/** `5.71 G`. */
export const showMacs = (count: Count): string => told(count, withUnit);

/** `42.1 MB`: decimal units. */
export const showMemory = (count: Count): string =>
  told(count, bytes => (bytes < 1e4 ? `${grouped.format(bytes)}${GAP}B` : `${withUnit(bytes)}B`));
