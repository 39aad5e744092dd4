import { exp, log } from './functions';

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
