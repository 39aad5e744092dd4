/** A stretch of a notation, and whether it is a value bound to the module's parameters. */
export interface Part {
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
  readonly bound: boolean;
}

/** A notation cut where bound values stand as words of their own; of equal words the last one counts. */
export function accented(notation: string, values: readonly string[]): readonly Part[] {
  const spans = values
    .flatMap(value => {
      const at = lastWord(notation, value);
      return at < 0 ? [] : [{ at, end: at + value.length }];
    })
    .sort((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let done = 0;
  for (const { at, end } of spans) {
    if (at < done) continue;
    if (at > done) parts.push({ at: done, text: notation.slice(done, at), bound: false });
    parts.push({ at, text: notation.slice(at, end), bound: true });
    done = end;
  }
  if (done < notation.length) parts.push({ at: done, text: notation.slice(done), bound: false });
  return parts;
}

function lastWord(text: string, word: string): number {
  if (word === '') return -1;
  const isInner = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}×.]/u.test(c);
  for (let at = text.lastIndexOf(word); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(word, at - 1)) {
    if (!isInner(text[at - 1]) && !isInner(text[at + word.length])) return at;
  }
  return -1;
}
