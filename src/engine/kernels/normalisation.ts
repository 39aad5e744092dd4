import { exp, log } from './functions';
import { madd, storeLanes, zero } from './lanes';

// Batch normalisation. Each thread sums up its own images; the parts are then joined in the order of the threads, so that
// the result does not depend on which was first. A part is the count, then mean, then sum of squared distances, each by
// channel, `stride` bytes from thread to thread; channels are rounded up to four.

/** This thread's mean and squared distances from it, in two passes. */
export function batchMoments(x: usize, part: usize, columns: i32, rowCount: i32, n: i32): void {
  const total = rowCount * n;
  const wide = (columns + 3) & ~3;
  store<f32>(part, <f32>total);
  const step = columns << 2;
  const share = f32x4.splat(<f32>1 / <f32>max(1, total));
  for (let c = 0; c < columns; c += 4) {
    let sum = zero();
    let p = x + (c << 2);
    // Sums of a few rows each, so that small values are not lost in a large sum.
    let row = 0;
    while (row < total) {
      const stop = min(total, row + 256);
      let some = zero();
      for (; row < stop; row++) {
        some = f32x4.add(some, v128.load(p));
        p += step;
      }
      sum = f32x4.add(sum, some);
    }
    const mean = f32x4.mul(sum, share);
    let squares = zero();
    p = x + (c << 2);
    row = 0;
    while (row < total) {
      const stop = min(total, row + 256);
      let some = zero();
      for (; row < stop; row++) {
        const d = f32x4.sub(v128.load(p), mean);
        some = madd(d, d, some);
        p += step;
      }
      squares = f32x4.add(squares, some);
    }
    v128.store(part + 16 + (c << 2), mean);
    v128.store(part + 16 + ((wide + c) << 2), squares);
  }
}

/** Joins the parts to `statistics`: mean, 1 / √(variance + epsilon), and the variance (Chan, Golub and LeVeque 1979). */
export function batchStatistics(part: usize, stride: i32, threads: i32, statistics: usize, columns: i32, epsilon: f32): void {
  const wide = (columns + 3) & ~3;
  for (let c = 0; c < columns; c += 4) {
    let count: f32 = 0;
    let mean = zero();
    let squares = zero();
    for (let t = 0; t < threads; t++) {
      const p = part + t * stride;
      const more = load<f32>(p);
      if (more == 0) continue;
      const all = count + more;
      const d = f32x4.sub(v128.load(p + 16 + (c << 2)), mean);
      mean = madd(d, f32x4.splat(more / all), mean);
      squares = f32x4.add(squares, v128.load(p + 16 + ((wide + c) << 2)));
      squares = madd(f32x4.mul(d, d), f32x4.splat((count * more) / all), squares);
      count = all;
    }
    const variance = f32x4.mul(squares, f32x4.splat(<f32>1 / max<f32>(1, count)));
    v128.store(statistics + (c << 2), mean);
    v128.store(statistics + ((wide + c) << 2), f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon)))));
    v128.store(statistics + ((2 * wide + c) << 2), variance);
  }
}

/** Blends the batch's statistics into the running ones. */
export function blendStatistics(statistics: usize, mean: usize, variance: usize, columns: i32, momentum: f32): void {
  const wide = (columns + 3) & ~3;
  for (let c = 0; c < columns; c++) {
    const m = load<f32>(mean + (c << 2));
    const v = load<f32>(variance + (c << 2));
    store<f32>(mean + (c << 2), m + (load<f32>(statistics + (c << 2)) - m) * (1 - momentum));
    store<f32>(variance + (c << 2), v + (load<f32>(statistics + ((2 * wide + c) << 2)) - v) * (1 - momentum));
  }
}

/** As `statistics`, from the running ones. */
export function runningStatistics(mean: usize, variance: usize, statistics: usize, columns: i32, epsilon: f32): void {
  const wide = (columns + 3) & ~3;
  for (let c = 0; c < columns; c++) {
    store<f32>(statistics + (c << 2), load<f32>(mean + (c << 2)));
    store<f32>(statistics + ((wide + c) << 2), <f32>1 / sqrt<f32>(load<f32>(variance + (c << 2)) + epsilon));
  }
}

/** y = γ (x − mean) · inverse + β; `gamma` and `beta` may be 0. */
export function batchApply(x: usize, statistics: usize, gamma: usize, beta: usize, y: usize, columns: i32, rowCount: i32, n: i32): void {
  const total = rowCount * n;
  const wide = (columns + 3) & ~3;
  const step = columns << 2;
  // A row's channels are written left to right; columns are walked one block at a time, so that factors stay in registers.
  for (let c = 0; c < columns; c += 4) {
    const lanes = columns - c;
    const mean = v128.load(statistics + (c << 2));
    let factor = v128.load(statistics + ((wide + c) << 2));
    if (gamma) factor = f32x4.mul(factor, v128.load(gamma + (c << 2)));
    const offset = beta ? v128.load(beta + (c << 2)) : zero();
    let p = x + (c << 2);
    let q = y + (c << 2);
    for (let row = 0; row < total; row++) {
      storeLanes(q, madd(f32x4.sub(v128.load(p), mean), factor, offset), lanes);
      p += step;
      q += step;
    }
  }
}

/** This thread's Σ dy and Σ dy · x̂, laid out as a part; also added to the gradients of β and γ. */
export function batchSums(
  x: usize,
  dy: usize,
  statistics: usize,
  part: usize,
  dGamma: usize,
  dBeta: usize,
  columns: i32,
  rowCount: i32,
  n: i32,
): void {
  const total = rowCount * n;
  const wide = (columns + 3) & ~3;
  const step = columns << 2;
  store<f32>(part, <f32>total);
  for (let c = 0; c < columns; c += 4) {
    const mean = v128.load(statistics + (c << 2));
    const inverse = v128.load(statistics + ((wide + c) << 2));
    let sum = zero();
    let along = zero();
    let p = x + (c << 2);
    let q = dy + (c << 2);
    let row = 0;
    while (row < total) {
      const stop = min(total, row + 256);
      let some = zero();
      let someAlong = zero();
      for (; row < stop; row++) {
        const d = v128.load(q);
        some = f32x4.add(some, d);
        someAlong = madd(d, f32x4.sub(v128.load(p), mean), someAlong);
        p += step;
        q += step;
      }
      sum = f32x4.add(sum, some);
      along = f32x4.add(along, someAlong);
    }
    along = f32x4.mul(along, inverse);
    v128.store(part + 16 + (c << 2), sum);
    v128.store(part + 16 + ((wide + c) << 2), along);
    if (dGamma) storeLanes(dGamma + (c << 2), f32x4.add(v128.load(dGamma + (c << 2)), along), columns - c);
    if (dBeta) storeLanes(dBeta + (c << 2), f32x4.add(v128.load(dBeta + (c << 2)), sum), columns - c);
  }
}

/** dx = γ · inverse · (dy − mean(dy) − x̂ · mean(dy · x̂)) (Ioffe and Szegedy 2015, section 3), or dx += it. */
export function batchGradient(
  x: usize,
  dy: usize,
  statistics: usize,
  gamma: usize,
  part: usize,
  stride: i32,
  threads: i32,
  dx: usize,
  columns: i32,
  rowCount: i32,
  add: i32,
  n: i32,
): void {
  const total = rowCount * n;
  const wide = (columns + 3) & ~3;
  const step = columns << 2;
  for (let c = 0; c < columns; c += 4) {
    const lanes = columns - c;
    const mean = v128.load(statistics + (c << 2));
    const inverse = v128.load(statistics + ((wide + c) << 2));
    let count: f32 = 0;
    let sum = zero();
    let along = zero();
    for (let t = 0; t < threads; t++) {
      const p = part + t * stride;
      count += load<f32>(p);
      sum = f32x4.add(sum, v128.load(p + 16 + (c << 2)));
      along = f32x4.add(along, v128.load(p + 16 + ((wide + c) << 2)));
    }
    const share = f32x4.splat(<f32>1 / max<f32>(1, count));
    const factor = gamma ? f32x4.mul(inverse, v128.load(gamma + (c << 2))) : inverse;
    const level = f32x4.mul(sum, share);
    const tilt = f32x4.mul(f32x4.mul(along, share), inverse);
    let p = x + (c << 2);
    let q = dy + (c << 2);
    let to = dx + (c << 2);
    for (let row = 0; row < total; row++) {
      const d = f32x4.sub(f32x4.sub(v128.load(q), level), f32x4.mul(f32x4.sub(v128.load(p), mean), tilt));
      let value = f32x4.mul(d, factor);
      if (add) value = f32x4.add(value, v128.load(to));
      storeLanes(to, value, lanes);
      p += step;
      q += step;
      to += step;
    }
  }
}

/**
 * Group normalisation of `sets` sets an image, each `pixels` × `columns` values of which every group of columns is brought
 * to mean 0 and deviation 1. With `back`, y is dy and the result its gradient (γ and β are then summed into dGamma, dBeta).
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
    for (let group = 0; group < groups; group++) {
      const start = x + ((group * size) << 2);
      const mean = meanOf(start, columns, pixels, size);
      const inverse = inverseOf(start, columns, pixels, size, mean, epsilon);
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          let value = (load<f32>(x + ((pixel * columns + c) << 2)) - mean) * inverse;
          if (gamma) value *= load<f32>(gamma + (c << 2));
          if (beta) value += load<f32>(beta + (c << 2));
          store<f32>(y + ((pixel * columns + c) << 2), value);
        }
      }
    }
    x += (pixels * columns) << 2;
    y += (pixels * columns) << 2;
  }
}

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
  const share = <f32>1 / <f32>(pixels * size);
  for (let set = n * sets; set > 0; set--) {
    for (let group = 0; group < groups; group++) {
      const start = x + ((group * size) << 2);
      const mean = meanOf(start, columns, pixels, size);
      const inverse = inverseOf(start, columns, pixels, size, mean, epsilon);
      let level: f32 = 0;
      let tilt: f32 = 0;
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          const at = (pixel * columns + c) << 2;
          const normal = (load<f32>(x + at) - mean) * inverse;
          let slope = load<f32>(dy + at);
          if (dGamma) store<f32>(dGamma + (c << 2), load<f32>(dGamma + (c << 2)) + slope * normal);
          if (dBeta) store<f32>(dBeta + (c << 2), load<f32>(dBeta + (c << 2)) + slope);
          if (gamma) slope *= load<f32>(gamma + (c << 2));
          level += slope;
          tilt += slope * normal;
        }
      }
      level *= share;
      tilt *= share;
      if (!dx) continue;
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          const at = (pixel * columns + c) << 2;
          const normal = (load<f32>(x + at) - mean) * inverse;
          let slope = load<f32>(dy + at);
          if (gamma) slope *= load<f32>(gamma + (c << 2));
          const value = (slope - level - normal * tilt) * inverse;
          store<f32>(dx + at, add ? load<f32>(dx + at) + value : value);
        }
      }
    }
    const step = (pixels * columns) << 2;
    x += step;
    dy += step;
    if (dx) dx += step;
  }
}

function meanOf(x: usize, columns: i32, pixels: i32, size: i32): f32 {
  let sum: f64 = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c++) sum += <f64>load<f32>(x + ((pixel * columns + c) << 2));
  }
  return <f32>(sum / <f64>(pixels * size));
}

function inverseOf(x: usize, columns: i32, pixels: i32, size: i32, mean: f32, epsilon: f32): f32 {
  let sum: f64 = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c++) {
      const d = <f64>(load<f32>(x + ((pixel * columns + c) << 2)) - mean);
      sum += d * d;
    }
  }
  return <f32>(1 / Math.sqrt(sum / <f64>(pixels * size) + <f64>epsilon));
}

@inline
function power(base: f32, exponent: f32): f32 {
  return f32x4.extract_lane(exp(f32x4.mul(log(f32x4.splat(base)), f32x4.splat(exponent))), 0);
}

/** y = x · (bias + α Σ x²)^−β over `radius` channels to either side (Krizhevsky et al. 2012), row by row. */
export function responseNorm(x: usize, y: usize, columns: i32, rowCount: i32, radius: i32, bias: f32, alpha: f32, beta: f32, n: i32): void {
  for (let row = n * rowCount; row > 0; row--) {
    let sum = firstSum(x, columns, radius);
    for (let c = 0; c < columns; c++) {
      store<f32>(y + (c << 2), load<f32>(x + (c << 2)) * power(bias + alpha * sum, -beta));
      sum = nextSum(x, columns, radius, c, sum);
    }
    x += columns << 2;
    y += columns << 2;
  }
}

/** `scratch` holds two rows. */
export function responseNormGradient(
  x: usize,
  dy: usize,
  dx: usize,
  scratch: usize,
  columns: i32,
  rowCount: i32,
  radius: i32,
  bias: f32,
  alpha: f32,
  beta: f32,
  add: i32,
  n: i32,
): void {
  const ratios = scratch + (columns << 2);
  for (let row = n * rowCount; row > 0; row--) {
    let sum = firstSum(x, columns, radius);
    for (let c = 0; c < columns; c++) {
      const base = bias + alpha * sum;
      const factor = power(base, -beta);
      store<f32>(scratch + (c << 2), factor);
      store<f32>(ratios + (c << 2), (load<f32>(dy + (c << 2)) * load<f32>(x + (c << 2)) * factor) / base);
      sum = nextSum(x, columns, radius, c, sum);
    }
    for (let c = 0; c < columns; c++) {
      let along: f32 = 0;
      for (let i = max(0, c - radius); i <= min(columns - 1, c + radius); i++) along += load<f32>(ratios + (i << 2));
      const value =
        load<f32>(dy + (c << 2)) * load<f32>(scratch + (c << 2)) -
        2 * alpha * beta * load<f32>(x + (c << 2)) * along;
      store<f32>(dx + (c << 2), add ? load<f32>(dx + (c << 2)) + value : value);
    }
    x += columns << 2;
    dy += columns << 2;
    dx += columns << 2;
  }
}

function firstSum(x: usize, columns: i32, radius: i32): f32 {
  let sum: f32 = 0;
  for (let i = 0; i <= min(columns - 1, radius); i++) {
    const value = load<f32>(x + (i << 2));
    sum += value * value;
  }
  return sum;
}

@inline
function nextSum(x: usize, columns: i32, radius: i32, c: i32, sum: f32): f32 {
  if (c + radius + 1 < columns) {
    const value = load<f32>(x + ((c + radius + 1) << 2));
    sum += value * value;
  }
  if (c - radius >= 0) {
    const value = load<f32>(x + ((c - radius) << 2));
    sum -= value * value;
  }
  return max<f32>(sum, 0);
}
