import type { BaseIssue } from 'valibot';

/** Says in one sentence what a schema found and where: `Node "C3": kernel must be a number.` */
export function complaint(root: unknown, issue: BaseIssue<unknown>): string {
  const closer = closest(issue);
  const { place, field } = locate(root, [...keysOf(issue), ...(closer ? keysOf(closer) : [])]);
  const what = fault(closer ?? issue);
  return place === '' ? `The document’s ${field || 'content'} ${what}.` : `${place}: ${field || 'it'} ${what}.`;
}

function fault({ type, expected, input, message }: BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'is not known';
  return input === undefined ? 'is missing' : message;
}

/** Of a union that nothing fits, the issue that lies deeper inside the value: that alternative came close. */
const closest = (issue: BaseIssue<unknown>): BaseIssue<unknown> | undefined =>
  issue.type === 'union' ? issue.issues?.find(i => (i.path?.length ?? 0) > 0 && i.input !== undefined) : undefined;

const keysOf = (issue: BaseIssue<unknown>): readonly string[] =>
  (issue.path ?? []).map(item => String('key' in item ? item.key : ''));

const LISTS: Readonly<Record<string, string>> = { nodes: 'Node', wires: 'Wire', frames: 'Frame', modules: 'Module' };

/** Splits a path into the thing that it leads to, as a person calls it, and the field of that thing. */
function locate(root: unknown, keys: readonly string[]): { readonly place: string; readonly field: string } {
  const place: string[] = [];
  let value = root;
  let rest = 0;
  for (const [i, key] of keys.entries()) {
    const list = LISTS[keys[i - 1] ?? ''];
    value = child(value, key);
    if (!list || (place.length > 0 && list === 'Module')) continue;
    place.push(`${list} ${called(list, key, value)}`);
    rest = i + 1;
  }
  const field = keys.slice(rest).filter((key, i, all) => i === all.length - 1 || (key !== 'params' && key !== 'graph'));
  return { place: place.join(', '), field: field.map(spoken).join(' ') };
}

function called(list: string, key: string, value: unknown): string {
  if (list === 'Wire') return `${Number(key) + 1}${ends(value)}`;
  const name = [child(value, list === 'Node' ? 'name' : 'title'), child(value, 'id')].find(
    n => typeof n === 'string' && n !== '',
  );
  return typeof name === 'string' ? `"${name}"` : list === 'Module' ? `"${key}"` : `${Number(key) + 1}`;
}

function ends(wire: unknown): string {
  const from = child(child(wire, 'from'), '0');
  const to = child(child(wire, 'to'), '0');
  return typeof from === 'string' && typeof to === 'string' ? ` (from "${from}" to "${to}")` : '';
}

/** `kernel`, or `entry 2` for a place in a list. */
const spoken = (key: string): string => (/^\d+$/.test(key) ? `entry ${Number(key) + 1}` : key);

function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
