/** What a number of the plan may be. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole?: boolean | undefined;
}

/** Why a number that was typed is refused, as the end of a sentence; `null` when it is legal. */
export function refusalOf(typed: number | null, { min, max, whole = false }: Limits): string | null {
  if (typed === null || Number.isNaN(typed)) return 'must be a number';
  if (typed < min || typed > max) return `must be between ${show(min)} and ${show(max)}`;
  return whole && !Number.isInteger(typed) ? 'must be a whole number' : null;
}

/** Learning rates, as the field itself shows them. */
export const RATES: Limits = { min: 1e-9, max: 100 };

const show = (value: number): string =>
  value > 0 && value < 1e-3 ? value.toExponential() : value.toLocaleString('en-US', { maximumSignificantDigits: 12 });
