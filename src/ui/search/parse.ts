import type { ParamSpec, ParamValue, ParamValues } from '../../core/op/params';
import type { Candidate } from './candidates';
import { meant } from './match';
import { readTyped } from './typed-values';

/** One value as it was understood: which parameter it is for. */
export interface Understood {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}
/** What is typed between two `>`. */
export interface TypedLink {
  /** The part that names the operation. */
  readonly name: string;
  /** What follows the name, as typed. */
  readonly values: readonly string[];
}
/** An operation with the parameters that were typed after its name. */
export interface ReadLink {
  readonly op: Candidate;
  readonly params: ParamValues;
  readonly understood: readonly Understood[];
  /** Values that fit none of its parameters. */
  readonly left: readonly string[];
}

/** Takes a line apart: `in 32x32x1 > conv 6 5x5` is two links. The last one is being typed and may be empty. */
export const splitLine = (line: string): readonly TypedLink[] => line.split('>').map(splitLink);

function splitLink(text: string): TypedLink {
  const tokens = text
    .replace(/\/\s+/g, '/')
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean);
  const first = tokens.findIndex((t, i) => i > 0 && isValue(t));
  return first < 0
    ? { name: tokens.join(' '), values: [] }
    : { name: tokens.slice(0, first).join(' '), values: tokens.slice(first) };
}

/** `6`, `.4`, `5x5`, `/2`, `same`, `stride=2`; not `2d`, which ends names. */
const isValue = (token: string): boolean =>
  /^[-+/]?(\d+|\.\d|\?)([\d.x×*?e+-]*)$/.test(token) || /^(same|valid|on|off)$/i.test(token) || /[=:]/.test(token);

/**
 * Gives typed values to an operation's parameters: bare ones in the order that the operation declares, each to the
 * first that can take it; `/2` to the stride; `name=value` to the parameter whose name or label starts so.
 */
export function readValues(op: Candidate, values: readonly string[]): ReadLink {
  const params: Record<string, ParamValue> = {};
  const understood: Understood[] = [];
  const left: string[] = [];
  const order = [...op.typed, ...Object.keys(op.schema).filter(name => !op.typed.includes(name))];
  for (const text of values) {
    const { names, value } = place(op, order, text);
    const name = names.find(n => !(n in params) && readFor(op, n, value) !== null);
    const spec = name === undefined ? undefined : op.schema[name];
    const read = name === undefined ? null : readFor(op, name, value);
    if (name === undefined || spec === undefined || read === null) {
      left.push(text);
      continue;
    }
    params[name] = read;
    understood.push({ name, label: spec.label, text: value.replace(/[x*]/g, '×') });
  }
  return { op, params, understood, left };
}

/** Which parameters a typed value may be for. */
function place(op: Candidate, order: readonly string[], text: string): { names: readonly string[]; value: string } {
  const named = /^([^=:]+)[=:](.*)$/.exec(text);
  if (named?.[1] !== undefined && named[2] !== undefined) {
    const asked = named[1].toLowerCase();
    const starts = (name: string): boolean =>
      name.toLowerCase().startsWith(asked) || (op.schema[name]?.label.toLowerCase().startsWith(asked) ?? false);
    return { names: order.filter(starts), value: named[2] };
  }
  if (text.startsWith('/')) return { names: ['stride'], value: text.slice(1) };
  // A bare number goes only where the operation says that numbers go; a word, wherever it is a legal choice.
  return { names: /^\p{L}/u.test(text) ? order : op.typed, value: text };
}

function readFor(op: Candidate, name: string, text: string): ParamValue | null {
  const spec: ParamSpec | undefined = Object.hasOwn(op.schema, name) ? op.schema[name] : undefined;
  return spec ? readTyped(spec, text) : null;
}

/** The links before the one that is being typed; `null` in place of a name that means nothing. */
export function readFinished(all: readonly Candidate[], links: readonly TypedLink[]): readonly (ReadLink | null)[] {
  return links.slice(0, -1).map(link => {
    const op = meant(all, link.name);
    return op ? readValues(op, link.values) : null;
  });
}
