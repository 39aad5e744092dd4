import { erf, exp, log, sigmoid, softplus, tanh } from './functions';
import { madd, storeLanes, zero } from './lanes';

// Value by value. The activations that most networks use have loops of their own; any other expression is a short
// program (written by src/engine/plan/expression-program.ts) that runs over blocks of values.

const RELU = 0;
const TANH = 1;
const SIGMOID = 2;

/** y = f(x), in place where both are the same. */
export function activate(kind: i32, x: usize, y: usize, size: i32, n: i32): void {
  const total = size * n;
  for (let i = 0; i < total; i += 4) {
    const from = x + (i << 2);
    const value = v128.load(from);
    let result: v128;
    if (kind == RELU) result = f32x4.max(value, zero());
    else if (kind == TANH) result = tanh(value);
    else result = sigmoid(value);
    storeLanes(y + (i << 2), result, total - i);
  }
}

/** dx = dy · f′, or dx += it, with f′ from f's value y. */
export function activateGradient(kind: i32, y: usize, dy: usize, dx: usize, size: i32, add: i32, n: i32): void {
  const total = size * n;
  const one = f32x4.splat(1);
  for (let i = 0; i < total; i += 4) {
    const value = v128.load(y + (i << 2));
    const slope = v128.load(dy + (i << 2));
    const to = dx + (i << 2);
    let result: v128;
    if (kind == RELU) result = v128.and(slope, f32x4.gt(value, zero()));
    else if (kind == TANH) result = f32x4.mul(slope, f32x4.sub(one, f32x4.mul(value, value)));
    else result = f32x4.mul(slope, f32x4.mul(value, f32x4.sub(one, value)));
    if (add) result = f32x4.add(result, v128.load(to));
    storeLanes(to, result, total - i);
  }
}

/** Floats in one register of a program. */
const BLOCK = 64;

/**
 * Runs a program over `size` × `n` values. A program is its length, then five words per instruction: operation, target
 * and up to three operands, all numbers of registers; for a constant the first operand is the value. Registers 0, 1 and 2 are
 * read from x, w (of `wSize` values, repeated) and dy; the result is what the last instruction makes.
 */
export function evaluate(
  program: usize,
  x: usize,
  w: usize,
  wSize: i32,
  dy: usize,
  y: usize,
  registers: usize,
  add: i32,
  size: i32,
  n: i32,
): void {
  const total = size * n;
  const end = program + 4 + load<i32>(program) * 20;
  for (let first = 0; first < total; first += BLOCK) {
    const used = min(BLOCK, total - first);
    memory.copy(registers, x + (first << 2), used << 2);
    if (w) {
      for (let i = 0; i < used; i++) {
        store<f32>(registers + ((BLOCK + i) << 2), load<f32>(w + (((first + i) % wSize) << 2)));
      }
    }
    if (dy) memory.copy(registers + ((2 * BLOCK) << 2), dy + (first << 2), used << 2);
    let to: usize = registers;
    for (let code = program + 4; code < end; code += 20) {
      const operation = load<i32>(code);
      to = registers + ((load<i32>(code, 4) * BLOCK) << 2);
      const a = registers + ((load<i32>(code, 8) * BLOCK) << 2);
      const b = registers + ((load<i32>(code, 12) * BLOCK) << 2);
      const c = registers + ((load<i32>(code, 16) * BLOCK) << 2);
      if (operation == 0) {
        const value = v128.load32_splat(code, 8);
        for (let i = 0; i < BLOCK << 2; i += 16) v128.store(to + i, value);
        continue;
      }
      for (let i = 0; i < used << 2; i += 16) {
        const p = v128.load(a + i);
        let result: v128;
        switch (operation) {
          case 1:
            result = f32x4.neg(p);
            break;
          case 2:
            result = exp(p);
            break;
          case 3:
            result = log(p);
            break;
          case 4:
            result = tanh(p);
            break;
          case 5:
            result = sigmoid(p);
            break;
          case 6:
            result = softplus(p);
            break;
          case 7:
            result = erf(p);
            break;
          case 8:
            result = f32x4.abs(p);
            break;
          case 9:
            result = f32x4.add(p, v128.load(b + i));
            break;
          case 10:
            result = f32x4.sub(p, v128.load(b + i));
            break;
          case 11:
            result = f32x4.mul(p, v128.load(b + i));
            break;
          case 12:
            result = f32x4.div(p, v128.load(b + i));
            break;
          case 13:
            result = f32x4.max(p, v128.load(b + i));
            break;
          case 14:
            result = f32x4.min(p, v128.load(b + i));
            break;
          // The bits of the branch taken, so that an infinity in the other one does no harm.
          default:
            result = v128.bitselect(v128.load(b + i), v128.load(c + i), f32x4.gt(p, zero()));
            break;
        }
        v128.store(to + i, result);
      }
    }
    const out = y + (first << 2);
    for (let i = 0; i < used; i += 4) {
      let value = v128.load(to + (i << 2));
      if (add) value = f32x4.add(value, v128.load(out + (i << 2)));
      storeLanes(out + (i << 2), value, used - i);
    }
  }
}

/** y = x · factor[c] + offset[c], or y += it, over rows of `columns`; without `offset` nothing is added. */
export function affine(
  x: usize,
  factor: usize,
  offset: usize,
  y: usize,
  columns: i32,
  rowCount: i32,
  add: i32,
  n: i32,
): void {
  for (let row = n * rowCount; row > 0; row--) {
    for (let c = 0; c < columns; c += 4) {
      let value = f32x4.mul(v128.load(x + (c << 2)), v128.load(factor + (c << 2)));
      if (offset) value = f32x4.add(value, v128.load(offset + (c << 2)));
      if (add) value = f32x4.add(value, v128.load(y + (c << 2)));
      storeLanes(y + (c << 2), value, columns - c);
    }
    x += columns << 2;
    y += columns << 2;
  }
}

/** y += offset[c] over rows of `columns`. */
export function addBias(y: usize, offset: usize, columns: i32, rowCount: i32, n: i32): void {
  for (let row = n * rowCount; row > 0; row--) {
    for (let c = 0; c < columns; c += 4) {
      storeLanes(y + (c << 2), f32x4.add(v128.load(y + (c << 2)), v128.load(offset + (c << 2))), columns - c);
    }
    y += columns << 2;
  }
}

/** y = a ∘ b value by value: + (0), − (1), · (2), larger (3), smaller (4). */
export function combine(operation: i32, a: usize, b: usize, y: usize, size: i32, n: i32): void {
  const total = size * n;
  for (let i = 0; i < total; i += 4) {
    const p = v128.load(a + (i << 2));
    const q = v128.load(b + (i << 2));
    let result: v128;
    if (operation == 0) result = f32x4.add(p, q);
    else if (operation == 1) result = f32x4.sub(p, q);
    else if (operation == 2) result = f32x4.mul(p, q);
    else if (operation == 3) result = f32x4.max(p, q);
    else result = f32x4.min(p, q);
    storeLanes(y + (i << 2), result, total - i);
  }
}

/** y = x · factor, or y += it. */
export function scale(x: usize, y: usize, factor: f32, size: i32, add: i32, n: i32): void {
  const total = size * n;
  const f = f32x4.splat(factor);
  for (let i = 0; i < total; i += 4) {
    let value = f32x4.mul(v128.load(x + (i << 2)), f);
    if (add) value = madd(v128.load(x + (i << 2)), f, v128.load(y + (i << 2)));
    storeLanes(y + (i << 2), value, total - i);
  }
}

/** y += a · b. */
export function addProduct(a: usize, b: usize, y: usize, size: i32, n: i32): void {
  const total = size * n;
  for (let i = 0; i < total; i += 4) {
    const to = y + (i << 2);
    storeLanes(to, madd(v128.load(a + (i << 2)), v128.load(b + (i << 2)), v128.load(to)), total - i);
  }
}

/**
 * A largest or smallest value's gradient to the one it came from: dx (+)= dy where x = y and `taken` is still 0; takes it.
 * `taken` (integers) is shared by the terms, in order.
 */
export function takeGradient(
  x: usize,
  y: usize,
  dy: usize,
  taken: usize,
  dx: usize,
  size: i32,
  add: i32,
  n: i32,
): void {
  const total = size * n;
  for (let i = 0; i < total; i += 4) {
    const gone = v128.load(taken + (i << 2));
    const here = v128.andnot(f32x4.eq(v128.load(x + (i << 2)), v128.load(y + (i << 2))), gone);
    const to = dx + (i << 2);
    let value = v128.and(here, v128.load(dy + (i << 2)));
    if (add) value = f32x4.add(value, v128.load(to));
    storeLanes(to, value, total - i);
    storeLanes(taken + (i << 2), v128.or(gone, here), total - i);
  }
}
