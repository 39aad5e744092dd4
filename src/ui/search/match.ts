import type { Candidate } from './candidates';

/** How well one kind of text speaks for a candidate, from best to least. */
const EXACT = 100;
const START = 80;
const WORD_START = 62;
const INSIDE = 40;
const LETTERS = 22;
const ABOUT = 14;

/**
 * The candidates that a query may mean, best first: by title, short label, alias, then purpose. Case, spaces and
 * punctuation don't count (`batchnorm`, `nn.ReLU`); letters may be left out of a title (`cnv`).
 * An empty query means all of them, in their own order.
 */
export function matching(all: readonly Candidate[], query: string): readonly Candidate[] {
  if (squeeze(query) === '') return all;
  return all
    .map((candidate, order) => ({ candidate, order, score: score(candidate, query) }))
    .filter(m => m.score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(m => m.candidate);
}

/** The candidate that a name means when nobody chooses: the best match, if it is a match by name. */
export function meant(all: readonly Candidate[], name: string): Candidate | undefined {
  const [best] = squeeze(name) === '' ? [] : matching(all, name);
  return best && score(best, name) > ABOUT ? best : undefined;
}

function score(candidate: Candidate, query: string): number {
  const q = squeeze(query);
  const names = [candidate.short ?? candidate.title, candidate.title, candidate.op, ...candidate.aliases];
  let best = 0;
  for (const [i, name] of names.entries()) {
    // Among equals, what it is called beats what else it is called, and its first aliases beat its later ones.
    best = Math.max(best, scoreName(name, query, q) - (i < 3 ? 0 : 1 + i / 10));
  }
  if (best > 0) return best;
  if (letterByLetter(squeeze(candidate.title), q)) return LETTERS;
  const about = candidate.about.toLowerCase();
  return q.length > 2 && words(query).every(w => about.includes(w)) ? ABOUT : 0;
}

function scoreName(name: string, query: string, q: string): number {
  const whole = squeeze(name);
  if (whole === q) return EXACT;
  if (whole.startsWith(q)) return START - Math.min(10, (whole.length - q.length) / 4);
  const parts = words(name);
  const asked = words(query);
  if (asked.every(a => parts.some(p => p.startsWith(a)))) return WORD_START;
  return q.length > 1 && whole.includes(q) ? INSIDE : 0;
}

/** Whether the letters of `q` occur in `name` in that order, the first at its start. */
function letterByLetter(name: string, q: string): boolean {
  if (q.length < 2 || name[0] !== q[0]) return false;
  let at = 0;
  for (const letter of q) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, '');
/** `nn.AvgPool2d` as `nn`, `avg`, `pool2d`. */
const words = (text: string): readonly string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}+]+/u)
    .filter(Boolean);
