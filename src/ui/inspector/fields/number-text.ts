/** A number as the fields show it: `0.002`, `2e-7`, `−1` typed with any dash. */
export const showNumber = (value: number): string => `${value}`;

/** What was typed, as a number: `1e-3`, `.5`, `−1`. `null` for a lone `?`; `NaN` when it is no number. */
export function readNumberText(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/^(-?)\.(?=\d)/, '$10.')
    .replace(/(\d)\.$/, '$1');
  if (plain === '?') return null;
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

/** One step up or down from `value`, kept within the limits; free of binary dust (0.1 + 0.2 is 0.3). */
export function stepped(
  value: number,
  by: number,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): number {
  return Math.min(max, Math.max(min, Number((value + by).toPrecision(12))));
}
