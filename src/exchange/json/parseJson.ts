import { type Refused, refused } from '../codec';

/** Text as UTF-8, without a byte order mark. */
export function decodeText(bytes: Uint8Array, name: string): { readonly ok: true; readonly text: string } | Refused {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refused(`${name} is not text in UTF-8, so it cannot be read.`);
  }
}

/** Parses JSON; what is wrong comes back as a sentence with the file's name, the line and the column. */
export function parseJson(text: string, name: string): { readonly ok: true; readonly value: unknown } | Refused {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(faultOf(text, name));
  }
  return isDeep(value)
    ? refused(`${name} has lists inside lists more than ${DEEPEST} deep, so it was not opened.`)
    : { ok: true, value };
}

/** No network needs more; recursive readers run out of stack at a few thousand. */
const DEEPEST = 200;

function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    const next: unknown[] = [];
    for (const v of level)
      if (typeof v === 'object' && v !== null)
        for (const inner of Object.values(v)) if (typeof inner === 'object') next.push(inner);
    level = next;
  }
  return false;
}

// Engines word their errors differently and some give no position, so the place is found here.
function faultOf(text: string, name: string): string {
  if (text.trim() === '') return `${name} is empty.`;
  const at = firstFault(text);
  const before = text.slice(0, at).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  if (at >= text.length) return `${name} stops in the middle, at line ${line}: the file is not complete.`;
  const word = /^[\p{L}\p{N}_.+-]{1,20}/u.exec(text.slice(at))?.[0] ?? text.slice(at, at + 1);
  return `${name} is not valid JSON: unexpected ${JSON.stringify(word)} at line ${line}, column ${column}.`;
}

const TOKEN =
  /[\s]*(?:("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\p{L}\p{N}_.+-])|([{}[\],:]))/uy;

/** Index of the first character that JSON does not allow there; the text's length when it ends too early. */
function firstFault(text: string): number {
  const open: string[] = [];
  let expecting: 'value' | 'key' | 'colon' | 'next' | 'first-key' | 'first-item' = 'value';
  TOKEN.lastIndex = 0;
  while (true) {
    const start = skipSpace(text, TOKEN.lastIndex);
    if (start >= text.length) return text.length;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text);
    if (!token) return unfinished(text, start) ? text.length : start;
    const [, string, scalar, mark] = token;
    if (expecting === 'next' && open.length === 0) return start;
    if (mark === '{' || mark === '[') {
      if (expecting !== 'value' && expecting !== 'first-item') return start;
      open.push(mark);
      expecting = mark === '{' ? 'first-key' : 'first-item';
    } else if (mark === '}' || mark === ']') {
      const opener = mark === '}' ? '{' : '[';
      const allowed = expecting === 'next' || expecting === (mark === '}' ? 'first-key' : 'first-item');
      if (!allowed || open.pop() !== opener) return start;
      expecting = 'next';
    } else if (mark === ',') {
      if (expecting !== 'next') return start;
      expecting = open.at(-1) === '{' ? 'key' : 'value';
    } else if (mark === ':') {
      if (expecting !== 'colon') return start;
      expecting = 'value';
    } else if (string !== undefined && (expecting === 'key' || expecting === 'first-key')) {
      expecting = 'colon';
    } else if ((string ?? scalar) !== undefined && (expecting === 'value' || expecting === 'first-item')) {
      expecting = 'next';
    } else {
      return start;
    }
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  return at;
}

/** True when what is left could be the beginning of a legal token: an open string, `fal`, `1.`. */
function unfinished(text: string, start: number): boolean {
  const rest = text.slice(start, start + 1e6);
  if (rest.startsWith('"')) return !/^"(?:[^"\\]|\\.)*"/su.test(rest) && !/^"[^"\n]*\n/u.test(rest);
  return ['true', 'false', 'null'].some(word => word.startsWith(rest)) || /^-?(?:\d+[.eE][+-]?)?$/.test(rest);
}
