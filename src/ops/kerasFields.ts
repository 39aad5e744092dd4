import type { KerasConfig } from '../core/op/operation';
import type { ParamValue, ParamValues, Sides, Size2d } from '../core/op/params';

/** Keras lets a size be one number or a pair: `3` and `[3, 3]` are the same. `null` for anything else. */
export function pairFrom(value: unknown): Size2d | null {
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [height, width]: readonly unknown[] = value;
  return typeof height === 'number' && typeof width === 'number' ? [height, width] : null;
}

/** Keras's padding and cropping: `1`, `[1, 2]` or `[[1, 1], [2, 2]]`, as top, bottom, left, right. */
export function sidesFrom(value: unknown): Sides | null {
  if (typeof value === 'number') return [value, value, value, value];
  if (!Array.isArray(value) || value.length !== 2) return null;
  const rows = pairFrom(value[0]);
  const columns = pairFrom(value[1]);
  return rows && columns ? [...rows, ...columns] : null;
}

/** Four sides as Keras writes them. */
export const kerasSides = ([top, bottom, left, right]: Sides) => [
  [top, bottom],
  [left, right],
];

/** `false` where the layer has its channels first, which Netloom does not read. */
export const channelsLast = (config: KerasConfig): boolean => {
  const format = config.data_format ?? 'channels_last';
  return format === 'channels_last' || format === 'channelsLast';
};

/** The parameters, unless one of them is missing or could not be read (`null`, `NaN`): then the layer is not this operation. */
export function allRead(params: Readonly<Record<string, ParamValue | null | undefined>>): ParamValues | null {
  const read: Record<string, ParamValue> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || Number.isNaN(value)) return null;
    read[name] = value;
  }
  return read;
}

/** Keras's `valid` and `same`; anything else (`causal`) is not for images. */
export const paddingFrom = (value: unknown = 'valid'): 'valid' | 'same' | null =>
  value === 'valid' || value === 'same' ? value : null;
