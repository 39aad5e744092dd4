import { type Architecture, moduleOf } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import { type ParamSchema, type ParamValue, type ParamValues, sameValue } from '../op/params';

/** The parameters of an operation or of a module; none for an unknown one. */
export function schemaOf(doc: Architecture, ops: Catalogue, op: string): ParamSchema {
  const module = moduleOf(op);
  return (module === null ? ops.get(op)?.params : doc.modules[module]?.params) ?? {};
}

/**
 * `old` with `given` laid over it, without what equals the default; numbers that no file can hold (NaN, infinity) are
 * passed over. The same object when nothing changes.
 */
export function mergeParams(schema: ParamSchema, old: ParamValues, given: ParamValues): ParamValues {
  const merged = new Map<string, ParamValue>(Object.entries(old));
  let changed = false;
  for (const [name, value] of Object.entries(given)) {
    if (!isStorable(value)) continue;
    const spec = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (spec && sameValue(spec.default, value)) changed = merged.delete(name) || changed;
    else if (!sameValue(merged.get(name), value)) {
      merged.set(name, value);
      changed = true;
    }
  }
  return changed ? Object.fromEntries(merged) : old;
}

function isStorable(value: ParamValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return !Array.isArray(value) || value.every(v => v === null || Number.isFinite(v));
}
