import {
  type Bound,
  isBound,
  type ParamSchema,
  type ParamSpec,
  type ParamValue,
  type ParamValues,
  rejects,
  sameValue,
  type Values,
} from '../op/params';

/** A value that can't be used: its parameter, its specification, and the sentence. */
export interface Illegal {
  readonly name: string;
  readonly spec: ParamSpec;
  readonly bound: boolean;
  readonly says: string;
}
export interface Resolved {
  /** Every parameter of the schema; an illegal value is replaced by its default. */
  readonly values: Values<ParamSchema>;
  readonly illegal: readonly Illegal[];
}

const NONE: ParamValues = {};
const defaults = new WeakMap<ParamSchema, Resolved>();
/** What was resolved without a binding, by the stored object, with the schema that it was resolved by. */
const remembered = new WeakMap<ParamValues, { readonly schema: ParamSchema; readonly resolved: Resolved }>();

/**
 * The values that a node's parameters have: defaults filled in, `{ $: name }` replaced by the value that the
 * surrounding module's parameter has (`scope`; `null` outside modules), each checked against its specification.
 */
export function resolveParams(schema: ParamSchema, given: ParamValues, scope: Values<ParamSchema> | null): Resolved {
  const known = remembered.get(given);
  if (known?.schema === schema) return known.resolved;
  const resolved = resolve(schema, given, scope);
  if (!hasBinding(given)) remembered.set(given, { schema, resolved });
  return resolved;
}

function resolve(schema: ParamSchema, given: ParamValues, scope: Values<ParamSchema> | null): Resolved {
  let base = defaults.get(schema);
  if (!base) {
    base = { values: Object.fromEntries(Object.entries(schema).map(([name, s]) => [name, s.default])), illegal: [] };
    defaults.set(schema, base);
  }
  let values: Record<string, Exclude<ParamValue, Bound>> | null = null;
  const illegal: Illegal[] = [];
  for (const name in given) {
    const spec = Object.hasOwn(schema, name) ? schema[name] : undefined;
    const stored = given[name];
    if (spec === undefined || stored === undefined) continue;
    const value = isBound(stored) ? bindingOf(scope, stored.$) : stored;
    const wrong = value === undefined ? 'is not a parameter of this module' : rejects(spec, value);
    if (wrong !== null) {
      const says = isBound(stored)
        ? `${spec.label} is bound to ${stored.$}, which ${value === undefined ? wrong : `is ${formatValue(value)}: it ${wrong}`}`
        : `${spec.label} ${wrong}, got ${formatValue(stored)}`;
      illegal.push({ name, spec, bound: isBound(stored), says });
    } else if (value !== undefined) {
      values ??= { ...base.values };
      values[name] = value;
    }
  }
  return values === null && illegal.length === 0 ? base : { values: values ?? base.values, illegal };
}

const bindingOf = (scope: Values<ParamSchema> | null, name: string): Exclude<ParamValue, Bound> | undefined =>
  scope !== null && Object.hasOwn(scope, name) ? scope[name] : undefined;

/** Whether some value comes from the surrounding module. */
export function hasBinding(given: ParamValues): boolean {
  for (const name in given) if (isBound(given[name])) return true;
  return false;
}

export function sameParams(a: ParamValues | null, b: ParamValues | null): boolean {
  if (a === b) return true;
  const left = Object.keys(a ?? NONE);
  if (a === null || b === null || left.length !== Object.keys(b).length) return false;
  return left.every(name => sameValue(a[name], b[name]));
}

/** A value as people write it: `3×3`, `on`, `?` for an unknown length. */
export function formatValue(value: ParamValue): string {
  if (isBound(value)) return value.$;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.length === 0 ? 'nothing' : value.map(v => v ?? '?').join('×');
}
