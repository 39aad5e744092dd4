import { storeLanes, zero } from './lanes';

// Group normalisation, four columns of a group at a time; the odd ones at its end are masked. Groups of one column are
// taken four at a time, each in a lane of its own.

/** Columns that are gone over together: those of a group, or of four groups of one. */
@inline
function stretchOf(size: i32): i32 {
  return size == 1 ? 4 : size;
}

/** The first `lanes` of four floats, 0 for the rest. */
@inline
function firstOf(lanes: i32, value: v128): v128 {
  return lanes >= 4 ? value : v128.and(value, i32x4.gt_s(i32x4.splat(lanes), i32x4(0, 1, 2, 3)));
}

/** γ of the columns from `c` on, 1 where there is none. */
@inline
function scaleOf(gamma: usize, c: i32): v128 {
  return gamma ? v128.load(gamma + (c << 2)) : f32x4.splat(1);
}

/**
 * Group normalisation of `sets` sets an image, each `pixels` × `columns` values of which every group of columns is brought
 * to mean 0 and deviation 1, then scaled by γ and moved by β where they are given.
 */
export function groupNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  columns: i32,
  groups: i32,
  pixels: i32,
  sets: i32,
  epsilon: f32,
  n: i32,
): void {
  const size = columns / groups;
  for (let set = n * sets; set > 0; set--) {
    for (let start = 0; start < columns; start += stretchOf(size)) {
      const end = min(columns, start + stretchOf(size));
      const mean = meanOf(x + (start << 2), columns, pixels, size);
      const inverse = inverseOf(x + (start << 2), columns, pixels, size, mean, epsilon);
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = start; c < end; c += 4) {
          const at = (pixel * columns + c) << 2;
          let value = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
          if (gamma) value = f32x4.mul(value, v128.load(gamma + (c << 2)));
          if (beta) value = f32x4.add(value, v128.load(beta + (c << 2)));
          storeLanes(y + at, value, end - c);
        }
      }
    }
    x += (pixels * columns) << 2;
    y += (pixels * columns) << 2;
  }
}

/** dx from dy; γ's and β's gradients are added to dGamma and dBeta where they are given. */
export function groupNormGradient(
  x: usize,
  dy: usize,
  gamma: usize,
  dGamma: usize,
  dBeta: usize,
  dx: usize,
  columns: i32,
  groups: i32,
  pixels: i32,
  sets: i32,
  epsilon: f32,
  add: i32,
  n: i32,
): void {
  const size = columns / groups;
  const share = f32x4.splat(<f32>1 / <f32>(pixels * size));
  for (let set = n * sets; set > 0; set--) {
    for (let start = 0; start < columns; start += stretchOf(size)) {
      const end = min(columns, start + stretchOf(size));
      const mean = meanOf(x + (start << 2), columns, pixels, size);
      const inverse = inverseOf(x + (start << 2), columns, pixels, size, mean, epsilon);
      let levels = zero();
      let tilts = zero();
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = start; c < end; c += 4) {
          const at = (pixel * columns + c) << 2;
          const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
          const slope = firstOf(end - c, v128.load(dy + at));
          if (dGamma) addTo(dGamma + (c << 2), f32x4.mul(slope, normal), end - c);
          if (dBeta) addTo(dBeta + (c << 2), slope, end - c);
          // The lanes beyond the group have a slope of 0, and may have a normal value that is none.
          const scaled = firstOf(end - c, f32x4.mul(slope, scaleOf(gamma, c)));
          levels = f32x4.add(levels, scaled);
          tilts = f32x4.add(tilts, firstOf(end - c, f32x4.mul(scaled, normal)));
        }
      }
      if (!dx) continue;
      const level = f32x4.mul(share, size == 1 ? levels : sumOf(levels));
      const tilt = f32x4.mul(share, size == 1 ? tilts : sumOf(tilts));
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = start; c < end; c += 4) {
          const at = (pixel * columns + c) << 2;
          const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
          const scaled = f32x4.mul(v128.load(dy + at), scaleOf(gamma, c));
          const value = f32x4.mul(f32x4.sub(f32x4.sub(scaled, level), f32x4.mul(normal, tilt)), inverse);
          storeLanes(dx + at, add ? f32x4.add(v128.load(dx + at), value) : value, end - c);
        }
      }
    }
    const step = (pixels * columns) << 2;
    x += step;
    dy += step;
    if (dx) dx += step;
  }
}

@inline
function addTo(to: usize, value: v128, lanes: i32): void {
  storeLanes(to, f32x4.add(v128.load(to), value), lanes);
}

/** The sum of all lanes, in every lane. */
@inline
function sumOf(lanes: v128): v128 {
  const two = f32x4.add(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.add(two, v128.shuffle<f32>(two, two, 1, 0, 3, 2));
}

/** The upper two of four floats, in double precision. */
@inline
function upper(value: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1));
}

/** The mean of a group, in every lane; of groups of one column, each in its lane. */
function meanOf(x: usize, columns: i32, pixels: i32, size: i32): v128 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c += 4) {
      const value = firstOf(stretchOf(size) - c, v128.load(x + ((pixel * columns + c) << 2)));
      low = f64x2.add(low, f64x2.promote_low_f32x4(value));
      high = f64x2.add(high, upper(value));
    }
  }
  const share = f64x2.splat(1 / <f64>(pixels * size));
  return floatsOf(f64x2.mul(share, inAll(low, high, size)), f64x2.mul(share, inAll(high, low, size)));
}

/** 1 / √(variance + epsilon), in the lanes as the mean is. */
function inverseOf(x: usize, columns: i32, pixels: i32, size: i32, mean: v128, epsilon: f32): v128 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c += 4) {
      const value = v128.load(x + ((pixel * columns + c) << 2));
      const d = firstOf(stretchOf(size) - c, f32x4.sub(value, mean));
      const first = f64x2.promote_low_f32x4(d);
      const second = upper(d);
      low = f64x2.add(low, f64x2.mul(first, first));
      high = f64x2.add(high, f64x2.mul(second, second));
    }
  }
  return floatsOf(
    inverseRoot(inAll(low, high, size), pixels * size, epsilon),
    inverseRoot(inAll(high, low, size), pixels * size, epsilon),
  );
}

/** Two lanes' sums: their own for groups of one column, those of all four lanes else. */
@inline
function inAll(own: v128, other: v128, size: i32): v128 {
  if (size == 1) return own;
  const both = f64x2.add(own, other);
  return f64x2.add(both, v128.shuffle<f64>(both, both, 1, 0));
}

@inline
function inverseRoot(squares: v128, count: i32, epsilon: f32): v128 {
  const variance = f64x2.div(squares, f64x2.splat(<f64>count));
  return f64x2.div(f64x2.splat(1), f64x2.sqrt(f64x2.add(variance, f64x2.splat(<f64>epsilon))));
}

@inline
function floatsOf(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
