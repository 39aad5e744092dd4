import { exp, log } from './functions';

// Softmax, and the gradients of the losses. Rows are short (classes), so these go value by value.

@inline
function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp(f32x4.splat(x)), 0);
}
@inline
function log1(x: f32): f32 {
  return f32x4.extract_lane(log(f32x4.splat(x)), 0);
}

function largest(x: usize, columns: i32): f32 {
  let most = load<f32>(x);
  for (let c = 1; c < columns; c++) most = max<f32>(most, load<f32>(x + (c << 2)));
  return most;
}

/** y = softmax(x), or its logarithm, row by row. */
export function softmax(x: usize, y: usize, columns: i32, rowCount: i32, logarithm: i32, n: i32): void {
  for (let row = n * rowCount; row > 0; row--) {
    const most = largest(x, columns);
    let sum: f32 = 0;
    for (let c = 0; c < columns; c++) {
      const e = exp1(load<f32>(x + (c << 2)) - most);
      if (!logarithm) store<f32>(y + (c << 2), e);
      sum += e;
    }
    const level = logarithm ? most + log1(sum) : <f32>1 / sum;
    for (let c = 0; c < columns; c++) {
      const to = y + (c << 2);
      store<f32>(to, logarithm ? load<f32>(x + (c << 2)) - level : load<f32>(to) * level);
    }
    x += columns << 2;
    y += columns << 2;
  }
}

export function softmaxGradient(y: usize, dy: usize, dx: usize, columns: i32, rowCount: i32, logarithm: i32, add: i32, n: i32): void {
  for (let row = n * rowCount; row > 0; row--) {
    let sum: f32 = 0;
    for (let c = 0; c < columns; c++) {
      const slope = load<f32>(dy + (c << 2));
      sum += logarithm ? slope : slope * load<f32>(y + (c << 2));
    }
    for (let c = 0; c < columns; c++) {
      const slope = load<f32>(dy + (c << 2));
      const value = load<f32>(y + (c << 2));
      const d = logarithm ? slope - exp1(value) * sum : value * (slope - sum);
      store<f32>(dx + (c << 2), add ? load<f32>(dx + (c << 2)) + d : d);
    }
    y += columns << 2;
    dy += columns << 2;
    dx += columns << 2;
  }
}

/** As Keras clips probabilities before it takes their logarithm. */
const EPSILON: f32 = 1e-7;

const CATEGORICAL = 0;
const BINARY = 1;

/**
 * dx = the gradient of the mean loss over the batch, times `weight`, or dx += it. What the network said is logits or
 * not; what was wanted is `on` at the image's label and `off` elsewhere. `step` starts with the batch's size.
 * `classWeights`: how much an image of each class counts; 0: all the same.
 */
export function lossGradient(
  loss: i32,
  logits: i32,
  said: usize,
  labels: usize,
  indices: usize,
  step: usize,
  weight: f32,
  on: f32,
  off: f32,
  classWeights: usize,
  columns: i32,
  dx: usize,
  add: i32,
  n: i32,
): void {
  const mean = weight / <f32>load<i32>(step);
  for (let image = 0; image < n; image++) {
    const label = <i32>load<u8>(labels + load<i32>(indices + (image << 2)));
    const share = classWeights ? mean * load<f32>(classWeights + (label << 2)) : mean;
    let most: f32 = 0;
    let sum: f32 = 0;
    if (loss == CATEGORICAL) {
      if (logits) most = largest(said, columns);
      for (let c = 0; c < columns; c++) {
        const value = load<f32>(said + (c << 2));
        sum += logits ? exp1(value - most) : min<f32>(max<f32>(value, EPSILON), 1);
      }
    }
    for (let c = 0; c < columns; c++) {
      const value = load<f32>(said + (c << 2));
      const wanted = c == label ? on : off;
      let d: f32;
      if (loss == CATEGORICAL) {
        if (logits) d = exp1(value - most) / sum - wanted;
        else d = <f32>1 / sum - wanted / min<f32>(max<f32>(value, EPSILON), 1);
      } else if (loss == BINARY) {
        if (logits) {
          d = (<f32>1 / (<f32>1 + exp1(-value)) - wanted) / <f32>columns;
        } else {
          const p = min<f32>(max<f32>(value, EPSILON), <f32>1 - EPSILON);
          d = (p - wanted) / (p * (<f32>1 - p) * <f32>columns);
        }
      } else {
        d = (2 * (value - wanted)) / <f32>columns;
      }
      d *= share;
      store<f32>(dx + (c << 2), add ? load<f32>(dx + (c << 2)) + d : d);
    }
    said += columns << 2;
    dx += columns << 2;
  }
}
