import { log } from './functions';
import { splat, storeLanes } from './lanes';

// Dropout and noise. A value's random number follows from the step's seed, the layer and the value's place in the batch,
// so it is the same however the batch is split, and on the way back it is drawn again instead of being kept. Four values
// at a time.

const DROPOUT = 0;
const SPATIAL = 1;
const GAUSSIAN_DROPOUT = 2;
const GAUSSIAN = 3;

/** What SELU tends to for very negative input: −λα (Klambauer et al. 2017). */
const SATURATION: f32 = -1.7580993408473766;

/** Scrambles whole numbers (the finaliser of MurmurHash3). */
@inline
function mix(value: v128): v128 {
  let h = value;
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** From 0 up to, not including, 1. */
@inline
function uniform(seed: v128, place: v128): v128 {
  const drawn = mix(v128.xor(mix(i32x4.add(place, i32x4.splat(0x9e3779b9))), seed));
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(drawn, 8)), f32x4.splat(5.9604644775390625e-8));
}

/** cos 2πu = 2 sin² π(u − ½) − 1, by the series of the sine: the standard library's cosine needs a table in memory. */
@inline
function turned(u: v128): v128 {
  const a = f64x2.mul(f64x2.splat(3.141592653589793), f64x2.sub(u, f64x2.splat(0.5)));
  const z = f64x2.mul(a, a);
  let series = f64x2.sub(f64x2.splat(1 / 362880), f64x2.div(z, f64x2.splat(39916800)));
  series = f64x2.add(f64x2.splat(-1 / 5040), f64x2.mul(z, series));
  series = f64x2.add(f64x2.splat(1 / 120), f64x2.mul(z, series));
  series = f64x2.add(f64x2.splat(-1 / 6), f64x2.mul(z, series));
  const sine = f64x2.mul(a, f64x2.add(f64x2.splat(1), f64x2.mul(z, series)));
  return f64x2.sub(f64x2.mul(f64x2.mul(f64x2.splat(2), sine), sine), f64x2.splat(1));
}

/** Standard normal (Box and Muller 1958). */
function normal(seed: v128, place: v128): v128 {
  const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log(f32x4.sub(f32x4.splat(1), uniform(seed, place)))));
  const u = uniform(v128.xor(seed, i32x4.splat(0x5bd1e995)), place);
  const low = f32x4.demote_f64x2_zero(turned(f64x2.promote_low_f32x4(u)));
  const high = f32x4.demote_f64x2_zero(turned(f64x2.promote_low_f32x4(v128.shuffle<f32>(u, u, 2, 3, 0, 1))));
  return f32x4.mul(radius, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
}

/** The channels of value `i` and the three that follow it. */
@inline
function channelsAt(i: i32, columns: i32): v128 {
  const at = i32x4.splat(i % columns);
  if (columns % 4 == 0) return i32x4.add(at, i32x4(0, 1, 2, 3));
  const second = i32x4.replace_lane(at, 1, (i + 1) % columns);
  return i32x4.replace_lane(i32x4.replace_lane(second, 2, (i + 2) % columns), 3, (i + 3) % columns);
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
  const seed = mix(i32x4.add(splat(step + 4), i32x4.splat(layer * 0x9e3779b9)));
  const keep: f32 = 1 - amount;
  const share = f32x4.splat(amount);
  const spread = f32x4.splat(mode == GAUSSIAN_DROPOUT ? sqrt<f32>(amount / keep) : amount);
  const scale = <f32>1 / sqrt<f32>(keep * (1 + amount * SATURATION * SATURATION));
  const factor = f32x4.splat(scale);
  for (let image = 0; image < n; image++) {
    const start = (first + image) * size;
    for (let i = 0; i < size; i += 4) {
      const value = v128.load(x + (i << 2));
      const place = i32x4.add(i32x4.splat(start + i), i32x4(0, 1, 2, 3));
      let result: v128;
      if (mode == DROPOUT || mode == SPATIAL) {
        const at = mode == DROPOUT ? place : i32x4.add(i32x4.splat((first + image) * columns), channelsAt(i, columns));
        const dropped = f32x4.lt(uniform(seed, at), share);
        result = v128.andnot(f32x4.div(value, f32x4.splat(keep)), dropped);
      } else if (mode == GAUSSIAN_DROPOUT) {
        result = f32x4.mul(value, f32x4.add(f32x4.splat(1), f32x4.mul(spread, normal(seed, place))));
      } else if (mode == GAUSSIAN) {
        result = back ? value : f32x4.add(value, f32x4.mul(spread, normal(seed, place)));
      } else {
        const kept = f32x4.ge(uniform(seed, place), share);
        const held = v128.bitselect(value, f32x4.splat(back ? 0 : SATURATION), kept);
        result = f32x4.mul(held, factor);
        if (!back) result = f32x4.sub(result, f32x4.splat(scale * SATURATION * amount));
      }
      const to = y + (i << 2);
      storeLanes(to, add ? f32x4.add(v128.load(to), result) : result, size - i);
    }
    x += size << 2;
    y += size << 2;
  }
}
