/**
 * Random numbers from 0 up to, not including, 1, the same for the same seed on every machine; 32 bits of them are
 * random. The generator is sfc32 (Doty-Humphrey's Small Fast Counting, from PractRand); text seeds it as well as numbers.
 */
export function seededRandom(seed: number | string): () => number {
  let [a, b, c, d] = state(String(seed));
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  // The first numbers of similar seeds resemble each other.
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** Four words from text: FNV-1a from four starts, finished as in MurmurHash3. */
function state(text: string): [number, number, number, number] {
  const word = (start: number): number => {
    let h = start;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162)];
}

/** A whole number from 0 up to, not including, `below`. */
export const randomInt = (random: () => number, below: number): number => Math.floor(random() * below);

/** A function that draws from the standard normal distribution (Box and Muller, 1958). */
export function normalFrom(random: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Puts a list into random order, in place (Fisher and Yates). */
export function shuffle<T extends { [index: number]: number; readonly length: number }>(
  list: T,
  random: () => number,
): T {
  for (let i = list.length - 1; i > 0; i--) {
    const j = randomInt(random, i + 1);
    const swapped = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = swapped;
  }
  return list;
}
