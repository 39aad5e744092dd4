import { type ParamSpec, type ParamValue, rejects } from '../../core/op/params';
import type { Dim } from '../../core/op/shape';

/**
 * A value as people type it for a parameter: `6`, `.4`, `5x5` or `5×5`, `32x32x1`, `same`, `1` for one pixel of padding
 * on every side, `on`. `null` when the text is no legal value of the parameter.
 */
export function readTyped(spec: ParamSpec, text: string): ParamValue | null {
  const value = read(spec, text.trim().toLowerCase());
  return value === null || rejects(spec, value) !== null ? null : value;
}

/** What is wrong with a typed value, as the end of a sentence: with its numbers, where it can be read at all. */
export const complaintOf = (spec: ParamSpec, text: string): string =>
  rejects(spec, read(spec, text.trim().toLowerCase()) ?? Number.NaN) ?? 'can’t be read';

function read(spec: ParamSpec, text: string): ParamValue | null {
  const sizes = readSizes(text);
  const [one] = sizes?.length === 1 ? sizes : [];
  switch (spec.kind) {
    case 'int':
    case 'real':
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(text) ? Number(text) : null;
    case 'flag':
      return text === 'on' || text === 'yes' ? true : text === 'off' || text === 'no' ? false : null;
    case 'choice':
      return spec.options.find(o => o.value.toLowerCase() === text || o.label.toLowerCase() === text)?.value ?? null;
    case 'size2d':
      return one !== undefined ? [one, one] : sizes;
    case 'padding2d':
      if (text === 'valid' || text === 'same') return text;
      return one !== undefined ? [one, one, one, one] : sizes;
    case 'sides':
      return one !== undefined ? [one, one, one, one] : sizes;
    case 'dims':
      return sizes;
  }
}

/** `32x32x1`, `32 × 32 × 1` or `32, 32, 1` as three lengths; `?` is an unknown one. */
function readSizes(text: string): readonly Dim[] | null {
  const lengths = text.split(/\s*[x×*,]\s*/);
  return lengths.every(d => /^(-?\d+(\.\d+)?|\?)$/.test(d)) ? lengths.map(d => (d === '?' ? null : Number(d))) : null;
}
