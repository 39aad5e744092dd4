let stream = 0;
let draws = 0;

/**
 * Starts the stream of random numbers behind dropout and noise. The training loop calls it before every step, so that a
 * run repeats exactly and a resumed run goes on with the numbers that it would have had.
 */
export function seedNoise(seed: number, step: number): void {
  stream = mix(mix(seed) + step);
  draws = 0;
}

/** A new seed for one draw: positive, because tfjs takes 0 for "no seed". */
export function nextNoiseSeed(): number {
  draws += 1;
  return mix(stream + draws * 0x9e3779b9) || 1;
}

/** Scrambles a whole number to 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
