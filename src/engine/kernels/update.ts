import { zero } from './lanes';

// The optimizer's step, over a range of all weights. The threads' gradients are added in the order of the threads, and
// cleared for the next step on the way. The formulas are those of src/training/tfjs/update-rules.ts.

const SGD = 0;
const MOMENTUM = 1;
const RMSPROP = 2;
const NESTEROV = 4;

const EPSILON: f32 = 1e-7;

/**
 * Adds the threads' gradients up in the first thread's, clears the others', and writes the sum of their squares to
 * `squares`, one double. Gradients of thread t lie `stride` bytes further. The range is in floats, a multiple of four.
 */
export function joinGradients(gradients: usize, stride: i32, threads: i32, from: i32, to: i32, squares: usize): void {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = from << 2; i < to << 2; i += 16) {
    let p = gradients + i;
    let g = v128.load(p);
    for (let t = 1; t < threads; t++) {
      p += stride;
      g = f32x4.add(g, v128.load(p));
      v128.store(p, zero());
    }
    v128.store(gradients + i, g);
    const a = f64x2.promote_low_f32x4(g);
    const b = f64x2.promote_low_f32x4(v128.shuffle<i64>(g, g, 1, 0));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sums = f64x2.add(low, high);
  store<f64>(squares, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}

/** By what all gradients are multiplied, so that their norm is at most `most`. `parts` sums of squares, in this order. */
function clipFactor(most: f32, squares: usize, parts: i32): f32 {
  let sum: f64 = 0;
  for (let i = 0; i < parts; i++) sum += load<f64>(squares + (i << 3));
  const norm = <f32>sqrt<f64>(sum);
  // Written so that a norm that is no number gives none, and the run notices.
  return norm <= most ? 1 : most / norm;
}

/**
 * `step` holds from its third word on: learning rate, momentum, the factor that weights keep (AdamW's decay), Adam's slope
 * factor and its root, and the share of each weight that is added to its gradient. Gradients of thread t lie `stride` bytes further.
 * The range is in floats, a multiple of four. `clip`: the largest norm of all gradients, by the `parts` sums of squares
 * that `joinGradients` wrote; without parts they are left as they are.
 */
export function update(
  rule: i32,
  step: usize,
  weights: usize,
  gradients: usize,
  stride: i32,
  threads: i32,
  first: usize,
  second: usize,
  from: i32,
  to: i32,
  clip: f32,
  squares: usize,
  parts: i32,
): void {
  const rate = v128.load32_splat(step, 8);
  const momentum = v128.load32_splat(step, 12);
  const kept = v128.load32_splat(step, 16);
  const slopeFactor = v128.load32_splat(step, 20);
  const root = f32x4.mul(v128.load32_splat(step, 24), f32x4.splat(EPSILON));
  const decay = v128.load32_splat(step, 28);
  const factor = f32x4.splat(parts > 0 ? clipFactor(clip, squares, parts) : 1);
  for (let i = from << 2; i < to << 2; i += 16) {
    let p = gradients + i;
    let g = v128.load(p);
    v128.store(p, zero());
    for (let t = 1; t < threads; t++) {
      p += stride;
      g = f32x4.add(g, v128.load(p));
      v128.store(p, zero());
    }
    const w = v128.load(weights + i);
    g = f32x4.add(f32x4.mul(g, factor), f32x4.mul(w, decay));
    if (rule == SGD) {
      v128.store(weights + i, f32x4.sub(w, f32x4.mul(g, rate)));
      continue;
    }
    const m = v128.load(first + i);
    if (rule == MOMENTUM || rule == NESTEROV) {
      const velocity = f32x4.add(f32x4.mul(m, momentum), g);
      const move = rule == NESTEROV ? f32x4.add(f32x4.mul(velocity, momentum), g) : velocity;
      v128.store(first + i, velocity);
      v128.store(weights + i, f32x4.sub(w, f32x4.mul(move, rate)));
    } else if (rule == RMSPROP) {
      const s = f32x4.add(f32x4.mul(m, f32x4.splat(0.9)), f32x4.mul(f32x4.mul(g, g), f32x4.splat(0.1)));
      const slope = f32x4.div(f32x4.mul(g, rate), f32x4.sqrt(f32x4.add(s, f32x4.splat(EPSILON))));
      const velocity = f32x4.add(f32x4.mul(v128.load(second + i), momentum), slope);
      v128.store(first + i, s);
      v128.store(second + i, velocity);
      v128.store(weights + i, f32x4.sub(w, velocity));
    } else {
      const mean = f32x4.add(f32x4.mul(m, f32x4.splat(0.9)), f32x4.mul(g, f32x4.splat(0.1)));
      const square = f32x4.add(
        f32x4.mul(v128.load(second + i), f32x4.splat(0.999)),
        f32x4.mul(f32x4.mul(g, g), f32x4.splat(0.001)),
      );
      const slope = f32x4.div(f32x4.mul(mean, slopeFactor), f32x4.add(f32x4.sqrt(square), root));
      v128.store(first + i, mean);
      v128.store(second + i, square);
      v128.store(weights + i, f32x4.sub(f32x4.mul(w, kept), slope));
    }
  }
}
