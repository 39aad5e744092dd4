const GAP = '\u00a0';

/** `61,706`; an unknown count is `?`. */
export const showCount = (count: number | null): string => (count === null ? '?' : count.toLocaleString('en-US'));

/** Three telling digits: `5.71`, `12.3`, `416`. */
const threeDigits = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

/** Large counts with a unit of thousands, `5.71 G`; below ten million in full, `416,520`. */
export function showLargeCount(count: number | null): string {
  if (count === null || count < 1e7) return showCount(count);
  for (const [size, unit] of [
    [1e12, 'T'],
    [1e9, 'G'],
  ] as const) {
    if (count >= size) return `${threeDigits(count / size)}${GAP}${unit}`;
  }
  return `${threeDigits(count / 1e6)}${GAP}M`;
}

/** `0.8 MB`, `11 MB`, `4.9 GB`: decimal units, two telling digits. */
export function showBytes(bytes: number | null): string {
  if (bytes === null) return '?';
  if (bytes < 1000) return `${bytes}${GAP}B`;
  const steps = ['kB', 'MB', 'GB', 'TB'] as const;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < steps.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${GAP}${steps[unit]}`;
}

/** `46.7 %`. */
export const showPercent = (share: number): string => `${(share * 100).toFixed(1)}${GAP}%`;

/** `1 problem`, `3 problems`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;
