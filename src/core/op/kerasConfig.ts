import type { KerasConfig } from './operation';

/** A number from a Keras layer's config; `NaN` when what stands there is none, so that no parameter accepts it. */
export function readNumber(config: KerasConfig, key: string, fallback: number): number {
  const value = config[key] ?? fallback;
  if (typeof value === 'number') return value;
  // Some versions of Keras wrote NumPy scalars as { type: 'ndarray', value }.
  const inner = typeof value === 'object' && value !== null && 'value' in value ? value.value : null;
  return typeof inner === 'number' ? inner : Number.NaN;
}

export const readFlag = (config: KerasConfig, key: string, fallback: boolean): boolean =>
  typeof config[key] === 'boolean' ? config[key] : fallback;
