import { madd, splat, storeColumns, zero } from './lanes';

// Every product with weights: a convolution is one over rows that lie scattered in the image.
//
// A row of the left-hand side is what one output position sees: `rows` × `taps` runs of `run` contiguous floats, each
// `rowStep` and `tapStep` floats from the one before. A plain convolution has one run per kernel row, because pixels
// side by side are side by side in memory (channels last); so no image is ever unrolled into a matrix. A linear layer is
// the case of one run.
//
// The right-hand side is packed in panels of 8 columns, the last one filled up with zeros (see pack). A tile of 4 rows by
// 8 columns (4 where no more are left) stays in registers while it runs over all terms.

/** Adds the first `columns` of eight floats to what is there. */
@inline
function addColumns(to: usize, low: v128, high: v128, columns: i32): void {
  const sum = f32x4.add(v128.load(to), low);
  storeColumns(to, sum, columns > 4 ? f32x4.add(v128.load(to, 16), high) : high, columns);
}

/** One panel's columns of y for one image. `wide`, `add` and `scattered` are constants wherever this is inlined. */
@inline
function panelProduct(
  wide: bool,
  x: usize,
  panel: usize,
  low: v128,
  high: v128,
  y: usize,
  yStep: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  rows: i32,
  rowStep: i32,
  taps: i32,
  tapStep: i32,
  run: i32,
  used: i32,
  add: i32,
): void {
  const positions = height * width;
  const skip = strideY - width * strideX;
  let column = 0;
  let next = x;
  for (let first = 0; first < positions; first += 4) {
    // The last tile starts earlier instead of being smaller, where there is room for it.
    let at = first;
    let fresh = 0;
    let valid = 4;
    if (first + 4 > positions) {
      if (positions >= 4) {
        at = positions - 4;
        fresh = first - at;
        column = at % width;
        next = x + (at / width) * strideY + column * strideX;
      } else {
        valid = positions;
      }
    }
    const p0 = next;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p1 = valid > 1 ? next : p0;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p2 = valid > 2 ? next : p0;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p3 = valid > 3 ? next : p0;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    let l0 = low;
    let h0 = high;
    let l1 = low;
    let h1 = high;
    let l2 = low;
    let h2 = high;
    let l3 = low;
    let h3 = high;
    let b = panel;
    let offset = 0;
    for (let row = 0; row < rows; row++) {
      let inner = offset;
      for (let tap = 0; tap < taps; tap++) {
        let a0 = p0 + inner;
        let a1 = p1 + inner;
        let a2 = p2 + inner;
        let a3 = p3 + inner;
        let t = run;
        for (; t >= 2; t -= 2) {
          let bl = v128.load(b);
          let bh = wide ? v128.load(b, 16) : bl;
          let a = splat(a0);
          l0 = madd(a, bl, l0);
          if (wide) h0 = madd(a, bh, h0);
          a = splat(a1);
          l1 = madd(a, bl, l1);
          if (wide) h1 = madd(a, bh, h1);
          a = splat(a2);
          l2 = madd(a, bl, l2);
          if (wide) h2 = madd(a, bh, h2);
          a = splat(a3);
          l3 = madd(a, bl, l3);
          if (wide) h3 = madd(a, bh, h3);
          bl = v128.load(b, 32);
          bh = wide ? v128.load(b, 48) : bl;
          a = v128.load32_splat(a0, 4);
          l0 = madd(a, bl, l0);
          if (wide) h0 = madd(a, bh, h0);
          a = v128.load32_splat(a1, 4);
          l1 = madd(a, bl, l1);
          if (wide) h1 = madd(a, bh, h1);
          a = v128.load32_splat(a2, 4);
          l2 = madd(a, bl, l2);
          if (wide) h2 = madd(a, bh, h2);
          a = v128.load32_splat(a3, 4);
          l3 = madd(a, bl, l3);
          if (wide) h3 = madd(a, bh, h3);
          b += 64;
          a0 += 8;
          a1 += 8;
          a2 += 8;
          a3 += 8;
        }
        if (t) {
          const bl = v128.load(b);
          const bh = wide ? v128.load(b, 16) : bl;
          let a = splat(a0);
          l0 = madd(a, bl, l0);
          if (wide) h0 = madd(a, bh, h0);
          a = splat(a1);
          l1 = madd(a, bl, l1);
          if (wide) h1 = madd(a, bh, h1);
          a = splat(a2);
          l2 = madd(a, bl, l2);
          if (wide) h2 = madd(a, bh, h2);
          a = splat(a3);
          l3 = madd(a, bl, l3);
          if (wide) h3 = madd(a, bh, h3);
          b += 32;
        }
        inner += tapStep;
      }
      offset += rowStep;
    }
    const to = y + at * yStep;
    if (add) {
      if (fresh == 0) addColumns(to, l0, h0, used);
      if (fresh <= 1 && valid > 1) addColumns(to + yStep, l1, h1, used);
      if (fresh <= 2 && valid > 2) addColumns(to + 2 * yStep, l2, h2, used);
      if (valid > 3) addColumns(to + 3 * yStep, l3, h3, used);
    } else {
      storeColumns(to, l0, h0, used);
      if (valid > 1) storeColumns(to + yStep, l1, h1, used);
      if (valid > 2) storeColumns(to + 2 * yStep, l2, h2, used);
      if (valid > 3) storeColumns(to + 3 * yStep, l3, h3, used);
    }
  }
}

/**
 * y = x · w + bias, or y += x · w + bias, for `count` images. Output position (i, j) reads at x + i · strideY +
 * j · strideX and writes at y + (i · width + j) · yStep. Steps are in floats; `bias` is padded to whole panels, or 0.
 */
export function product(
  x: usize,
  xImage: i32,
  w: usize,
  bias: usize,
  y: usize,
  yImage: i32,
  yStep: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  rows: i32,
  rowStep: i32,
  taps: i32,
  tapStep: i32,
  run: i32,
  columns: i32,
  add: i32,
  count: i32,
): void {
  const terms = rows * taps * run;
  for (let image = 0; image < count; image++) {
    const xi = x + ((image * xImage) << 2);
    const yi = y + ((image * yImage) << 2);
    for (let column = 0; column < columns; column += 8) {
      const panel = w + ((column * terms) << 2);
      const used = min(columns - column, 8);
      let low = zero();
      let high = zero();
      if (bias) {
        low = v128.load(bias + (column << 2));
        high = v128.load(bias + (column << 2), 16);
      }
      const to = yi + (column << 2);
      if (used > 4) {
        panelProduct(true, xi, panel, low, high, to, yStep << 2, height, width, strideY << 2, strideX << 2, rows, rowStep << 2, taps, tapStep << 2, run, used, add);
      } else {
        panelProduct(false, xi, panel, low, high, to, yStep << 2, height, width, strideY << 2, strideX << 2, rows, rowStep << 2, taps, tapStep << 2, run, used, add);
      }
    }
  }
}

/**
 * Packs a matrix of `terms` × `columns` for `product`: panel by panel, the 8 values of each term side by side.
 * Value (t, c) is read at from + t · termStep + c · columnStep. What the last panel has too many is 0.
 */
export function pack(from: usize, terms: i32, termStep: i32, columns: i32, columnStep: i32, to: usize): void {
  for (let column = 0; column < columns; column += 8) {
    const used = min(columns - column, 8);
    let source = from + ((column * columnStep) << 2);
    for (let t = 0; t < terms; t++) {
      if (used == 8 && columnStep == 1) {
        v128.store(to, v128.load(source));
        v128.store(to, v128.load(source, 16), 16);
      } else {
        for (let c = 0; c < 8; c++) {
          store<f32>(to + (c << 2), c < used ? load<f32>(source + ((c * columnStep) << 2)) : 0);
        }
      }
      to += 32;
      source += termStep << 2;
    }
  }
}
