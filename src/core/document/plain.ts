/** Keys that reach an object's prototype when they are assigned. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 24;

/**
 * Looks through parsed JSON for what no document holds and no schema sees: keys that reach prototypes, and nesting
 * without end. Returns what is wrong as the end of a sentence, or `null`.
 */
export function unsafe(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEEPEST) return `it is nested more than ${DEEPEST} levels deep`;
  const reserved = Array.isArray(value) ? undefined : Object.keys(value).find(key => RESERVED.has(key));
  if (reserved !== undefined) return `it uses the reserved name "${reserved}"`;
  for (const inner of Object.values(value)) {
    const found = unsafe(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
