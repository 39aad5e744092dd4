import type { KerasConfig } from './operation';

/** A number out of a Keras layer's config, `fallback` where it is not given, `null` where something else stands. */
export function readNumber(config: KerasConfig, key: string, fallback: number): number | null {
  const value = config[key] ?? fallback;
  if (typeof value === 'number') return value;
  // Some versions of Keras wrote NumPy scalars as { type: 'ndarray', value }.
  const inner = typeof value === 'object' && value !== null && 'value' in value ? value.value : null;
  return typeof inner === 'number' ? inner : null;
}

/** A switch out of a Keras layer's config, `fallback` where it is not given, `null` where something else stands. */
export function readFlag(config: KerasConfig, key: string, fallback: boolean): boolean | null {
  const value = config[key] ?? fallback;
  return typeof value === 'boolean' ? value : null;
}
