import { exp, log } from './functions';
import { madd, storeLanes, zero } from './lanes';

@inline
function power(base: v128, exponent: f32): v128 {
  return exp(f32x4.mul(log(base), f32x4.splat(exponent)));
}

/** For channels c to c + 3 of a row the sum over the channels up to `radius` away: of the values there, or of their squares. */
@inline
function around(row: usize, columns: i32, radius: i32, c: i32, squares: boolean): v128 {
  const from = max(c - radius, -3);
  const to = min(c + radius, columns - 1);
  const inside = c >= radius && c + 3 + radius < columns;
  let sum = zero();
  for (let k = from; k <= to; k++) {
    let value = v128.load(row + (k << 2));
    // Unsigned, so that what lies before the row is beyond its end.
    if (!inside) value = v128.and(value, i32x4.lt_u(i32x4.add(i32x4.splat(k), i32x4(0, 1, 2, 3)), i32x4.splat(columns)));
    sum = squares ? madd(value, value, sum) : f32x4.add(sum, value);
  }
  return sum;
}

/** bias + α Σ x² */
@inline
function baseOf(x: usize, columns: i32, radius: i32, c: i32, bias: f32, alpha: f32): v128 {
  return madd(f32x4.splat(alpha), around(x, columns, radius, c, true), f32x4.splat(bias));
}

/** y = x · (bias + α Σ x²)^−β over `radius` channels to either side (Krizhevsky et al. 2012), row by row. */
export function responseNorm(x: usize, y: usize, columns: i32, rowCount: i32, radius: i32, bias: f32, alpha: f32, beta: f32, n: i32): void {
  for (let row = n * rowCount; row > 0; row--) {
    for (let c = 0; c < columns; c += 4) {
      const factor = power(baseOf(x, columns, radius, c, bias, alpha), -beta);
      storeLanes(y + (c << 2), f32x4.mul(v128.load(x + (c << 2)), factor), columns - c);
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
  const steepness = f32x4.splat(2 * alpha * beta);
  for (let row = n * rowCount; row > 0; row--) {
    for (let c = 0; c < columns; c += 4) {
      const at = c << 2;
      const base = baseOf(x, columns, radius, c, bias, alpha);
      const direct = f32x4.mul(v128.load(dy + at), power(base, -beta));
      storeLanes(scratch + at, direct, columns - c);
      storeLanes(ratios + at, f32x4.div(f32x4.mul(direct, v128.load(x + at)), base), columns - c);
    }
    for (let c = 0; c < columns; c += 4) {
      const at = c << 2;
      const along = f32x4.mul(steepness, f32x4.mul(v128.load(x + at), around(ratios, columns, radius, c, false)));
      const value = f32x4.sub(v128.load(scratch + at), along);
      storeLanes(dx + at, add ? f32x4.add(v128.load(dx + at), value) : value, columns - c);
    }
    x += columns << 2;
    dy += columns << 2;
    dx += columns << 2;
  }
}
