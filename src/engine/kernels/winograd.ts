import {
  channels,
  imageHeight,
  imageWidth,
  left,
  outChannels,
  outHeight,
  outWidth,
  paddedHeight,
  paddedWidth,
  top,
} from './geometry';
import { madd, splat, storeLanes, zero } from './lanes';
import { clear, frame } from './rows';
import { weightGradient } from './weight-gradient';

// Convolutions with a 3×3 kernel and stride 1 with fewer multiplications (Winograd's minimal filtering, as Lavin and Gray
// 2016 use it, F(2×2, 3×3)): four outputs at a time from a tile of 4×4 pixels, Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, which takes
// 16 products where 36 were needed. Each of the 16 is a product of matrices, tiles × channels by channels × filters.
//
// A block of tiles goes through at a time, so that its 16 matrices stay in the cache; a block may hold tiles of several
// images. A matrix has `tiles` rows; what lies between two of them keeps them off the same lines of the cache.

const GAP = 64;

@inline
function planeOf(tiles: i32, columns: i32): i32 {
  return ((tiles * columns) << 2) + GAP;
}
@inline
function across(outputs: i32): i32 {
  return (outputs + 1) >> 1;
}
@inline
function whole(columns: i32): i32 {
  return (columns + 7) & ~7;
}

/** Bᵀ d B of one tile: `x` is its first pixel, `line` the bytes from row to row and `pixel` from pixel to pixel. */
@inline
function tileOfImage(x: usize, line: i32, pixel: i32, depth: i32, to: usize, plane: i32): void {
  for (let c = 0; c < depth; c += 4) {
    for (let i = 0; i < 4; i++) {
      // Row i of Bᵀ: d0 − d2, d1 + d2, d2 − d1, d1 − d3.
      const p = x + (i == 0 ? 0 : i == 2 ? 2 * line : line);
      const q = x + (i == 2 ? line : i == 3 ? 3 * line : 2 * line);
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
function tileToOutput(m: usize, plane: i32, bias: usize, filters: i32, y: usize, line: i32, rows: i32, taps: i32, add: i32): void {
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
function tileOfGradient(dy: usize, line: i32, filters: i32, rows: i32, taps: i32, to: usize, plane: i32): void {
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

/** y = x · w for `rows` (a multiple of 4) rows of `terms` floats; rows of y are whole panels. `w` is packed. */
function rowsByPanels(x: usize, terms: i32, w: usize, y: usize, columns: i32, rows: i32): void {
  const step = terms << 2;
  const yStep = whole(columns) << 2;
  for (let column = 0; column < columns; column += 8) {
    let from = x;
    let to = y + (column << 2);
    for (let row = 0; row < rows; row += 4) {
      let l0 = zero();
      let h0 = zero();
      let l1 = zero();
      let h1 = zero();
      let l2 = zero();
      let h2 = zero();
      let l3 = zero();
      let h3 = zero();
      let b = w;
      let a0 = from;
      let a1 = a0 + step;
      let a2 = a1 + step;
      let a3 = a2 + step;
      for (let t = terms; t > 0; t--) {
        const bl = v128.load(b);
        const bh = v128.load(b, 16);
        let a = splat(a0);
        l0 = madd(a, bl, l0);
        h0 = madd(a, bh, h0);
        a = splat(a1);
        l1 = madd(a, bl, l1);
        h1 = madd(a, bh, h1);
        a = splat(a2);
        l2 = madd(a, bl, l2);
        h2 = madd(a, bh, h2);
        a = splat(a3);
        l3 = madd(a, bl, l3);
        h3 = madd(a, bh, h3);
        b += 32;
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
      }
      v128.store(to, l0);
      v128.store(to, h0, 16);
      to += yStep;
      v128.store(to, l1);
      v128.store(to, h1, 16);
      to += yStep;
      v128.store(to, l2);
      v128.store(to, h2, 16);
      to += yStep;
      v128.store(to, l3);
      v128.store(to, h3, 16);
      to += yStep;
      from += 4 * step;
    }
    w += terms << 5;
  }
}

/**
 * y = x * w + bias, or y += it. `w` is packed (see packTiles); `scratch` holds a padded image with 8 floats more, then 16
 * matrices of `tiles` × channels, then 16 of `tiles` × filters (whole panels).
 */
export function convolveTiles(x: usize, w: usize, bias: usize, y: usize, scratch: usize, g: usize, tiles: i32, add: i32, n: i32): void {
  const depth = channels(g);
  const filters = outChannels(g);
  const height = outHeight(g);
  const width = outWidth(g);
  const line = paddedWidth(g) * depth << 2;
  const yLine = (width * filters) << 2;
  const image = (imageHeight(g) * imageWidth(g) * depth) << 2;
  const out = height * yLine;
  const seen = scratch + ((paddedHeight(g) * paddedWidth(g) * depth + 8) << 2);
  const seenPlane = planeOf(tiles, depth);
  const made = seen + 16 * seenPlane;
  const madePlane = planeOf(tiles, whole(filters));
  const matrix = (depth * whole(filters)) << 2;
  const perImage = across(height) * across(width);
  let i = 0;
  let j = 0;
  let oi = 0;
  let oj = 0;
  for (let first = 0; first < n * perImage; first += tiles) {
    const count = min(tiles, n * perImage - first);
    for (let t = 0; t < count; t++) {
      if (i == 0 && j == 0) {
        frame(x, imageHeight(g), imageWidth(g), depth, top(g), left(g), scratch, paddedHeight(g), paddedWidth(g), 0, 1);
        x += image;
      }
      tileOfImage(scratch + i * line + ((j * depth) << 2), line, depth << 2, depth, seen + ((t * depth) << 2), seenPlane);
      j += 2;
      if (j >= width) {
        j = 0;
        i += 2;
        if (i >= height) i = 0;
      }
    }
    for (let k = 0; k < 16; k++) {
      rowsByPanels(seen + k * seenPlane, depth, w + k * matrix, made + k * madePlane, filters, (count + 3) & ~3);
    }
    for (let t = 0; t < count; t++) {
      tileToOutput(
        made + ((t * whole(filters)) << 2),
        madePlane,
        bias,
        filters,
        y + oi * yLine + ((oj * filters) << 2),
        yLine,
        min(2, height - oi),
        min(2, width - oj),
        add,
      );
      oj += 2;
      if (oj >= width) {
        oj = 0;
        oi += 2;
        if (oi >= height) {
          oi = 0;
          y += out;
        }
      }
    }
  }
}

/**
 * dw += the weights' gradient, laid out as the weights are. `scratch` as in convolveTiles, then 16 matrices of channels ×
 * filters.
 */
export function convolveTilesWeights(x: usize, dy: usize, dw: usize, scratch: usize, g: usize, tiles: i32, n: i32): void {
  const depth = channels(g);
  const filters = outChannels(g);
  const height = outHeight(g);
  const width = outWidth(g);
  const line = paddedWidth(g) * depth << 2;
  const yLine = (width * filters) << 2;
  const image = (imageHeight(g) * imageWidth(g) * depth) << 2;
  const seen = scratch + ((paddedHeight(g) * paddedWidth(g) * depth + 8) << 2);
  const seenPlane = planeOf(tiles, depth);
  const made = seen + 16 * seenPlane;
  const madePlane = planeOf(tiles, whole(filters));
  const sums = made + 16 * madePlane;
  const perImage = across(height) * across(width);
  clear(sums, 16 * depth * filters);
  let i = 0;
  let j = 0;
  for (let first = 0; first < n * perImage; first += tiles) {
    const count = min(tiles, n * perImage - first);
    for (let t = 0; t < count; t++) {
      if (i == 0 && j == 0) {
        frame(x, imageHeight(g), imageWidth(g), depth, top(g), left(g), scratch, paddedHeight(g), paddedWidth(g), 0, 1);
        x += image;
      }
      tileOfImage(scratch + i * line + ((j * depth) << 2), line, depth << 2, depth, seen + ((t * depth) << 2), seenPlane);
      tileOfGradient(
        dy + i * yLine + ((j * filters) << 2),
        yLine,
        filters,
        height - i,
        width - j,
        made + ((t * whole(filters)) << 2),
        madePlane,
      );
      j += 2;
      if (j >= width) {
        j = 0;
        i += 2;
        if (i >= height) {
          i = 0;
          dy += height * yLine;
        }
      }
    }
    for (let k = 0; k < 16; k++) {
      weightGradient(
        seen + k * seenPlane, 0, made + k * madePlane, 0, whole(filters), sums + ((k * depth * filters) << 2), filters,
        1, count, 0, depth, 1, 0, 1, 0, depth, filters, 1,
      );
    }
  }
  // Gᵀ S G, where G's rows are 1 0 0, ½ ½ ½, ½ −½ ½, 0 0 1.
  const size = depth * filters;
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
