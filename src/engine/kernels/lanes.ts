// What every kernel is written with: four floats at a time, and the odd ones at the end of a row.

/** a · b + c, in one rounding where the processor offers it. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function zero(): v128 {
  return f32x4.splat(0);
}

@inline
export function splat(from: usize): v128 {
  return v128.load32_splat(from);
}

/** Stores the first `lanes` (1 to 4) of four floats. */
@inline
export function storeLanes(to: usize, value: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, value);
  } else {
    if (lanes & 2) {
      v128.store64_lane(to, value, 0);
      if (lanes & 1) v128.store32_lane(to, value, 2, 8);
    } else {
      v128.store32_lane(to, value, 0);
    }
  }
}

/** Stores the first `columns` (1 to 8) of eight floats. */
@inline
export function storeColumns(to: usize, low: v128, high: v128, columns: i32): void {
  if (columns >= 8) {
    v128.store(to, low);
    v128.store(to, high, 16);
  } else if (columns > 4) {
    v128.store(to, low);
    storeLanes(to + 16, high, columns - 4);
  } else {
    storeLanes(to, low, columns);
  }
}
