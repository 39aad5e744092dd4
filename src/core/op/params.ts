import type { Dim } from './shape';

/** Explicit padding, in pixels. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];
export type Size2d = readonly [height: number, width: number];
export type Padding2d = 'valid' | 'same' | Sides;

/** A value as the document stores it. A module binds an inner parameter to one of its own with `{ $: 'name' }`. */
export type ParamValue = number | boolean | string | readonly Dim[] | Bound;
export interface Bound {
  readonly $: string;
}
export type ParamValues = Readonly<Record<string, ParamValue>>;

interface Described {
  /** What the inspector calls it, in the field's terms. */
  readonly label: string;
  /** One short sentence for the tooltip. */
  readonly help?: string;
}
export interface IntSpec extends Described {
  readonly kind: 'int';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
}
export interface RealSpec extends Described {
  readonly kind: 'real';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}
export interface FlagSpec extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}
export interface ChoiceSpec<T extends string = string> extends Described {
  readonly kind: 'choice';
  readonly default: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
}
export interface Size2dSpec extends Described {
  readonly kind: 'size2d';
  readonly default: Size2d;
  readonly min?: number;
}
export interface Padding2dSpec extends Described {
  readonly kind: 'padding2d';
  readonly default: Padding2d;
}
export interface SidesSpec extends Described {
  readonly kind: 'sides';
  readonly default: Sides;
}
/** A list of whole numbers: a target shape, a permutation. `null` (written `?`) only where `open` allows it. */
export interface DimsSpec extends Described {
  readonly kind: 'dims';
  readonly default: readonly Dim[];
  readonly min?: number;
  readonly open?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export type ParamSpec = IntSpec | RealSpec | FlagSpec | ChoiceSpec | Size2dSpec | Padding2dSpec | SidesSpec | DimsSpec;
export type ParamSchema = Readonly<Record<string, ParamSpec>>;

/** The type of a parameter's value, read off its specification. */
export type ValueOf<S extends ParamSpec> = S extends IntSpec | RealSpec
  ? number
  : S extends FlagSpec
    ? boolean
    : S extends ChoiceSpec<infer T>
      ? T
      : S extends Size2dSpec
        ? Size2d
        : S extends Padding2dSpec
          ? Padding2d
          : S extends SidesSpec
            ? Sides
            : readonly Dim[];
export type Values<S extends ParamSchema> = { readonly [K in keyof S]: ValueOf<S[K]> };

export const int = (spec: Omit<IntSpec, 'kind'>): IntSpec => ({ kind: 'int', ...spec });
export const real = (spec: Omit<RealSpec, 'kind'>): RealSpec => ({ kind: 'real', ...spec });
export const flag = (spec: Omit<FlagSpec, 'kind'>): FlagSpec => ({ kind: 'flag', ...spec });
export const size2d = (spec: Omit<Size2dSpec, 'kind'>): Size2dSpec => ({ kind: 'size2d', ...spec });
export const padding2d = (spec: Omit<Padding2dSpec, 'kind'>): Padding2dSpec => ({ kind: 'padding2d', ...spec });
export const sides = (spec: Omit<SidesSpec, 'kind'>): SidesSpec => ({ kind: 'sides', ...spec });
export const dims = (spec: Omit<DimsSpec, 'kind'>): DimsSpec => ({ kind: 'dims', ...spec });
export const choice = <const T extends string>(
  spec: Omit<ChoiceSpec<NoInfer<T>>, 'kind' | 'options'> & { readonly options: Readonly<Record<T, string>> },
): ChoiceSpec<T> => ({
  ...spec,
  kind: 'choice',
  options: (Object.keys(spec.options) as T[]).map(value => ({ value, label: spec.options[value] })),
});

export const isBound = (value: unknown): value is Bound =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && '$' in value;

/** Largest whole number a parameter may take: beyond it, products of sizes stop being exact. */
const LARGEST = 2 ** 31 - 1;

/**
 * Checks one value against its specification.
 * Returns what is wrong as the end of a sentence (`must be a whole number of at least 1`), or `null` when it is legal.
 */
export function rejects(spec: ParamSpec, value: unknown): string | null {
  switch (spec.kind) {
    case 'int':
      return rejectsNumber(value, true, spec.min, spec.max);
    case 'real':
      return rejectsNumber(value, false, spec.min, spec.max);
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be on or off';
    case 'choice':
      return spec.options.some(o => o.value === value)
        ? null
        : `must be one of ${spec.options.map(o => o.value).join(', ')}`;
    case 'size2d':
      return rejectsList(value, 2, 2, 'a height and a width', spec.min ?? 0);
    case 'sides':
      return rejectsList(value, 4, 4, 'top, bottom, left and right', 0);
    case 'padding2d':
      return value === 'valid' || value === 'same' ? null : rejectsList(value, 4, 4, 'valid, same or four sides', 0);
    case 'dims':
      return rejectsList(
        value,
        spec.minLength ?? 1,
        spec.maxLength ?? 6,
        'a list of whole numbers',
        spec.min ?? 1,
        spec.open,
      );
  }
}

function rejectsNumber(value: unknown, whole: boolean, min?: number, max?: number): string | null {
  const legal =
    typeof value === 'number' &&
    (whole ? Number.isInteger(value) : Number.isFinite(value)) &&
    Math.abs(value) <= LARGEST &&
    (min === undefined || value >= min) &&
    (max === undefined || value <= max);
  if (legal) return null;
  const from = min === undefined ? '' : max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
  return `must be a ${whole ? 'whole ' : ''}number${from}`;
}

function rejectsList(
  value: unknown,
  minLength: number,
  maxLength: number,
  what: string,
  min: number,
  open = false,
): string | null {
  if (!Array.isArray(value) || value.length < minLength || value.length > maxLength) return `must be ${what}`;
  const bad = value.some(v => !(open && v === null) && rejectsNumber(v, true, min) !== null);
  return bad ? `must be ${what}, each at least ${min}` : null;
}

/** All parameters with defaults filled in. The document stores only what differs from the default. */
export function withDefaults(schema: ParamSchema, given: ParamValues): ParamValues {
  const values: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(schema)) values[name] = given[name] ?? spec.default;
  return values;
}

/** Equality of two parameter values (lists compare item by item). */
export function sameValue(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => v === b[i]);
  return isBound(a) && isBound(b) && a.$ === b.$;
}
