import { storeLanes, zero } from './lanes';

// What goes into and comes out of the tiles of winograd.ts. `plane`: the bytes from one of the 16 matrices to the next.

/** Columns in whole panels. */
@inline
export function whole(columns: i32): i32 {
  return (columns + 7) & ~7;
}

/** Bᵀ d B of one tile: `x` is its first pixel, `line` the bytes from row to row and `pixel` from pixel to pixel. */
@inline
export function tileOfImage(x: usize, line: i32, pixel: i32, depth: i32, to: usize, plane: i32): void {
  for (let c = 0; c < depth; c += 4) {
    for (let i = 0; i < 4; i++) {
      // Row i of Bᵀ: d0 − d2, d1 + d2, d2 − d1, d1 − d3.
      const p = x + <usize>(i == 0 ? 0 : i == 2 ? 2 * line : line);
      const q = x + <usize>(i == 2 ? line : i == 3 ? 3 * line : 2 * line);
      let t0: v128, t1: v128, t2: v128, t3: v128;
      if (i == 1) {
        t0 = f32x4.add(v128.load(p), v128.load(q));
        t1 = f32x4.add(v128.load(p + pixel), v128.load(q + pixel));
        t2 = f32x4.add(v128.load(p + 2 * pixel), v128.load(q + 2 * pixel));
        t3 = f32x4.add(v128.load(p + 3 * pixel), v128.load(q + 3 * pixel));
      } else {
        t0 = f32x4.sub(v128.load(p), v128.load(q));
        t1 = f32x4.sub(v128.load(p + pixel), v128.load(q + pixel));
        t2 = f32x4.sub(v128.load(p + 2 * pixel), v128.load(q + 2 * pixel));
        t3 = f32x4.sub(v128.load(p + 3 * pixel), v128.load(q + 3 * pixel));
      }
      const at = to + 4 * i * plane;
      v128.store(at, f32x4.sub(t0, t2));
      v128.store(at + plane, f32x4.add(t1, t2));
      v128.store(at + 2 * plane, f32x4.sub(t2, t1));
      v128.store(at + 3 * plane, f32x4.sub(t1, t3));
    }
    x += 16;
    to += 16;
  }
}

/** Aᵀ M A of one tile, plus bias: up to 2×2 pixels of the output at `y`. */
@inline
export function tileToOutput(m: usize, plane: i32, bias: usize, filters: i32, y: usize, line: i32, rows: i32, taps: i32, add: i32): void {
  const pixel = filters << 2;
  for (let f = 0; f < filters; f += 4) {
    const start = bias ? v128.load(bias + (f << 2)) : zero();
    const lanes = filters - f;
    for (let i = 0; i < rows; i++) {
      let left = zero();
      let right = zero();
      for (let j = 0; j < 4; j++) {
        const p = m + j * plane;
        const middle = v128.load(p + 4 * plane);
        const low = v128.load(p + 8 * plane);
        const s =
          i == 0
            ? f32x4.add(f32x4.add(v128.load(p), middle), low)
            : f32x4.sub(f32x4.sub(middle, low), v128.load(p + 12 * plane));
        if (j < 3) left = f32x4.add(left, s);
        if (j == 1) right = f32x4.add(right, s);
        if (j > 1) right = f32x4.sub(right, s);
      }
      const to = y + i * line + (f << 2);
      put(to, f32x4.add(left, start), lanes, add);
      if (taps > 1) put(to + pixel, f32x4.add(right, start), lanes, add);
    }
    m += 16;
  }
}

@inline
function put(to: usize, value: v128, lanes: i32, add: i32): void {
  storeLanes(to, add ? f32x4.add(value, v128.load(to)) : value, lanes);
}

/** A dY Aᵀ of one tile of the output's gradient, which may reach over the edge: there it is 0. */
@inline
export function tileOfGradient(dy: usize, line: i32, filters: i32, rows: i32, taps: i32, to: usize, plane: i32): void {
  const pixel = filters << 2;
  for (let f = 0; f < filters; f += 4) {
    const y00 = v128.load(dy);
    const y01 = taps > 1 ? v128.load(dy + pixel) : zero();
    const y10 = rows > 1 ? v128.load(dy + line) : zero();
    const y11 = rows > 1 && taps > 1 ? v128.load(dy + line + pixel) : zero();
    gradientRow(y00, y01, to, plane);
    gradientRow(f32x4.add(y00, y10), f32x4.add(y01, y11), to + 4 * plane, plane);
    gradientRow(f32x4.sub(y00, y10), f32x4.sub(y01, y11), to + 8 * plane, plane);
    gradientRow(f32x4.neg(y10), f32x4.neg(y11), to + 12 * plane, plane);
    dy += 16;
    to += 16;
  }
}
@inline
function gradientRow(a: v128, b: v128, to: usize, plane: i32): void {
  v128.store(to, a);
  v128.store(to + plane, f32x4.add(a, b));
  v128.store(to + 2 * plane, f32x4.sub(a, b));
  v128.store(to + 3 * plane, f32x4.neg(b));
}

/** dw += Gᵀ S G of 16 matrices of `size` sums, where G's rows are 1 0 0, ½ ½ ½, ½ −½ ½, 0 0 1. */
export function tilesToWeights(sums: usize, size: i32, dw: usize): void {
  const half = f32x4.splat(0.5);
  for (let at = 0; at < size; at += 4) {
    for (let row = 0; row < 3; row++) {
      const s0 = sumOfRow(sums + (at << 2), size << 2, row);
      const s1 = sumOfRow(sums + ((at + size) << 2), size << 2, row);
      const s2 = sumOfRow(sums + ((at + 2 * size) << 2), size << 2, row);
      const s3 = sumOfRow(sums + ((at + 3 * size) << 2), size << 2, row);
      const both = f32x4.mul(half, f32x4.add(s1, s2));
      const to = dw + ((at + 3 * row * size) << 2);
      put(to, f32x4.add(s0, both), size - at, 1);
      put(to + (size << 2), f32x4.mul(half, f32x4.sub(s1, s2)), size - at, 1);
      put(to + (size << 3), f32x4.add(both, s3), size - at, 1);
    }
  }
}

/** Row `row` of Gᵀ times a column of the 4×4 sums; from row to row there are four matrices. */
@inline
function sumOfRow(sums: usize, matrix: i32, row: i32): v128 {
  const middle = v128.load(sums + 4 * matrix);
  const low = v128.load(sums + 8 * matrix);
  const half = f32x4.splat(0.5);
  if (row == 1) return f32x4.mul(half, f32x4.sub(middle, low));
  const both = f32x4.mul(half, f32x4.add(middle, low));
  return f32x4.add(both, v128.load(row == 0 ? sums : sums + 12 * matrix));
}

/**
 * G g Gᵀ of a kernel of 3×3 taps, `tapStep` floats apart, as 16 packed matrices of `terms` × `columns` (see pack). Value
 * (tap, t, c) is read at from + tap · tapStep + t · termStep + c · columnStep.
 */
export function packTiles(from: usize, tapStep: i32, terms: i32, termStep: i32, columns: i32, columnStep: i32, to: usize): void {
  const matrix = (terms * whole(columns)) << 2;
  for (let column = 0; column < columns; column += 8) {
    for (let t = 0; t < terms; t++) {
      for (let c = 0; c < 8; c++) {
        const p = from + ((t * termStep + (column + c) * columnStep) << 2);
        const inside = column + c < columns;
        for (let i = 0; i < 4; i++) {
          const a = inside ? rowOfKernel(p, 3 * tapStep, i) : 0;
          const b = inside ? rowOfKernel(p + (tapStep << 2), 3 * tapStep, i) : 0;
          const d = inside ? rowOfKernel(p + (tapStep << 3), 3 * tapStep, i) : 0;
          const at = to + (c << 2) + 4 * i * matrix;
          store<f32>(at, a);
          store<f32>(at + matrix, <f32>0.5 * (a + b + d));
          store<f32>(at + 2 * matrix, <f32>0.5 * (a - b + d));
          store<f32>(at + 3 * matrix, d);
        }
      }
      to += 32;
    }
  }
}

/** Row `i` of G times a column of the kernel, whose rows are `rowStep` floats apart. */
@inline
function rowOfKernel(p: usize, rowStep: i32, i: i32): f32 {
  if (i == 0) return load<f32>(p);
  if (i == 3) return load<f32>(p + (rowStep << 3));
  const ends = load<f32>(p) + load<f32>(p + (rowStep << 3));
  const middle = load<f32>(p + (rowStep << 2));
  return <f32>0.5 * (i == 1 ? ends + middle : ends - middle);
}
