import { seededRandom, shuffle } from '../core/random';

/**
 * The order in which an epoch visits `count` images: a permutation of 0 … count − 1 that depends on the seed and the
 * epoch alone, so that a run can be taken up at any epoch.
 */
export const epochOrder = (count: number, seed: number, epoch: number): Int32Array =>
  shuffle(
    Int32Array.from({ length: count }, (_, i) => i),
    seededRandom(`${seed}, epoch ${epoch}`),
  );
