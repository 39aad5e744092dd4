import { COLUMNS } from './columns';
import type { TableRow } from './row';

/** One word of a search: found anywhere in a row, or a parameter's value, as in `stride:2`. */
interface Term {
  readonly param: string | null;
  readonly text: RegExp;
}

/** Sizes may be typed with any sign for ×, and spaces around it do not matter. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u00a0\s]+/g, ' ')
    .replace(/(?<=\d) ?[x×*] ?(?=[\d(])/g, '×');

/** `7×7` is not found in `17×17`, nor 64 in 640; words are found from any of their letters on. */
function termOf(word: string): Term {
  const named = /^([\p{L}\d_ -]+)[:=](.+)$/u.exec(word);
  const sought = named?.[2] ?? word;
  const escaped = sought.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const from = /^\d/.test(sought) ? '(?<![\\d.,])' : '';
  const to = /\d$/.test(sought) ? '(?![\\d.]|,\\d)' : '';
  return { param: named?.[1] ?? null, text: new RegExp(from + escaped + to, 'u') };
}

/** Whether a row has every word of a search; `null` for a search without words. */
export function matcherOf(search: string): ((row: TableRow) => boolean) | null {
  const words = plain(search).split(' ').filter(Boolean);
  if (words.length === 0) return null;
  const terms = words.map(termOf);
  return row => row.kind !== 'branch' && terms.every(term => found(term, row));
}

function found({ param, text }: Term, row: TableRow): boolean {
  if (param === null) return text.test(textOf(row));
  return row.params().some(([name, label, value]) => {
    const called = name.toLowerCase().startsWith(param) || label.toLowerCase().startsWith(param);
    return called && text.test(plain(value));
  });
}

const texts = new WeakMap<TableRow, string>();
function textOf(row: TableRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    const cells = COLUMNS.filter(c => row.kind !== 'repeat' || c.id !== 'name').map(c => c.text(row));
    text = plain([...cells, row.words].join(' '));
    texts.set(row, text);
  }
  return text;
}
