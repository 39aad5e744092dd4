import { log } from './functions';

// Dropout and noise. A value's random number follows from the step's seed, the layer and the value's place in the batch,
// so it is the same however the batch is split, and on the way back it is drawn again instead of being kept.

const DROPOUT = 0;
const SPATIAL = 1;
const GAUSSIAN_DROPOUT = 2;
const GAUSSIAN = 3;

/** What SELU tends to for very negative input: −λα (Klambauer et al. 2017). */
const SATURATION: f32 = -1.7580993408473766;

/** Scrambles a whole number (the finaliser of MurmurHash3). */
@inline
function mix(value: u32): u32 {
  let h = value;
  h = (h ^ (h >>> 16)) * 0x85ebca6b;
  h = (h ^ (h >>> 13)) * 0xc2b2ae35;
  return h ^ (h >>> 16);
}

/** From 0 up to, not including, 1. */
@inline
function uniform(seed: u32, place: u32): f32 {
  return <f32>(mix(mix(place + 0x9e3779b9) ^ seed) >>> 8) * <f32>5.9604644775390625e-8;
}

/** Standard normal (Box and Muller 1958). */
function normal(seed: u32, place: u32): f32 {
  const radius = sqrt<f32>(-2 * f32x4.extract_lane(log(f32x4.splat(1 - uniform(seed, place))), 0));
  // cos 2πu = 2 sin² π(u − ½) − 1, by the series of the sine: the standard library's cosine needs a table in memory.
  const a: f64 = 3.141592653589793 * (<f64>uniform(seed ^ 0x5bd1e995, place) - 0.5);
  const z = a * a;
  const sine = a * (1 + z * (-1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 - z / 39916800)))));
  return radius * <f32>(2 * sine * sine - 1);
}

/**
 * y from x for `n` images of `size` values, `first` being the first one's place in the batch; `step` holds the seed in
 * its second word. With `back`, x is dy and y is dx.
 */
export function noise(
  mode: i32,
  amount: f32,
  layer: i32,
  step: usize,
  x: usize,
  y: usize,
  size: i32,
  columns: i32,
  back: i32,
  add: i32,
  first: i32,
  n: i32,
): void {
  const seed = mix(load<u32>(step, 4) + <u32>layer * 0x9e3779b9);
  const keep: f32 = 1 - amount;
  const spread = mode == GAUSSIAN_DROPOUT ? sqrt<f32>(amount / keep) : amount;
  const factor = <f32>1 / sqrt<f32>(keep * (1 + amount * SATURATION * SATURATION));
  for (let image = 0; image < n; image++) {
    const place = <u32>(first + image) * <u32>size;
    for (let i = 0; i < size; i++) {
      const value = load<f32>(x + (i << 2));
      let result: f32;
      if (mode == DROPOUT || mode == SPATIAL) {
        const at = mode == DROPOUT ? place + <u32>i : <u32>((first + image) * columns + (i % columns));
        result = uniform(seed, at) < amount ? 0 : value / keep;
      } else if (mode == GAUSSIAN_DROPOUT) {
        result = value * (1 + spread * normal(seed, place + <u32>i));
      } else if (mode == GAUSSIAN) {
        result = back ? value : value + spread * normal(seed, place + <u32>i);
      } else {
        const kept = uniform(seed, place + <u32>i) >= amount;
        if (back) result = kept ? value * factor : 0;
        else result = (kept ? value : SATURATION) * factor - factor * SATURATION * amount;
      }
      store<f32>(y + (i << 2), add ? load<f32>(y + (i << 2)) + result : result);
    }
    x += size << 2;
    y += size << 2;
  }
}
