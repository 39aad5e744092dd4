/** JSON as it goes into a file. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A line longer than this is broken. */
const WIDTH = 110;

/**
 * Pretty-prints JSON so that a change touches few lines: each entry of a list of objects has a line of its own, as
 * long as it fits; numbers stay together. The same value always gives the same text.
 */
export function print(value: Json): string {
  return `${broken(value, '')}\n`;
}

function laidOut(value: Json, indent: string, before: number): string {
  if (!isContainer(value)) return JSON.stringify(value);
  if (!holdsObjects(value)) {
    const line = inline(value);
    if (indent.length + before + line.length <= WIDTH) return line;
  }
  return broken(value, indent);
}

function broken(value: Json, indent: string): string {
  const deeper = `${indent}  `;
  if (isList(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map(v => deeper + laidOut(v, deeper, 1)).join(',\n')}\n${indent}]`;
  }
  if (!isContainer(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(([key, v]) => {
    const name = `${JSON.stringify(key)}: `;
    return deeper + name + laidOut(v, deeper, name.length + 1);
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function inline(value: Json): string {
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isContainer(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, v]) => `${JSON.stringify(key)}: ${inline(v)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Whether a list of objects is in it, at any depth. */
function holdsObjects(value: Json): boolean {
  if (isList(value)) return value.some(v => isContainer(v) && !isList(v)) || value.some(holdsObjects);
  return isContainer(value) && Object.values(value).some(holdsObjects);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isContainer = (value: Json): value is readonly Json[] | { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null;
