import type { NodeId } from '../document/architecture';

/** The next free ids, `n4`, `n5`, …: beyond every number in use, so that ids are not reused while others point to them. */
export function freeIds(taken: Iterable<string>, count: number, letter: 'n' | 'f' | 'm' = 'n'): readonly NodeId[] {
  let last = 0;
  for (const id of taken) {
    const number = id.startsWith(letter) ? Number(id.slice(1)) : Number.NaN;
    if (Number.isSafeInteger(number) && number > last) last = number;
  }
  return Array.from({ length: count }, (_, i) => `${letter}${last + 1 + i}`);
}
