import { madd, splat, storeColumns, storeLanes, zero } from './lanes';

// The gradient of a product's weights (see product for how a convolution is one).

/** dw's rows `base` to `base + size` in one panel, kept in registers over all positions of `count` images. */
@inline
function weightTile(
  size: i32,
  wide: bool,
  x: usize,
  xImage: i32,
  dy: usize,
  dyImage: i32,
  dyStep: i32,
  height: i32,
  width: i32,
  skip: i32,
  strideX: i32,
  dw: usize,
  dwStep: i32,
  used: i32,
  count: i32,
): void {
  let l0 = zero();
  let h0 = zero();
  let l1 = zero();
  let h1 = zero();
  let l2 = zero();
  let h2 = zero();
  let l3 = zero();
  let h3 = zero();
  let l4 = zero();
  let h4 = zero();
  let l5 = zero();
  let h5 = zero();
  for (let image = 0; image < count; image++) {
    let p = x;
    let g = dy;
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        const gl = v128.load(g);
        const gh = wide ? v128.load(g, 16) : gl;
        let a = splat(p);
        l0 = madd(a, gl, l0);
        if (wide) h0 = madd(a, gh, h0);
        if (size > 1) {
          a = v128.load32_splat(p, 4);
          l1 = madd(a, gl, l1);
          if (wide) h1 = madd(a, gh, h1);
        }
        if (size > 2) {
          a = v128.load32_splat(p, 8);
          l2 = madd(a, gl, l2);
          if (wide) h2 = madd(a, gh, h2);
        }
        if (size > 3) {
          a = v128.load32_splat(p, 12);
          l3 = madd(a, gl, l3);
          if (wide) h3 = madd(a, gh, h3);
        }
        if (size > 4) {
          a = v128.load32_splat(p, 16);
          l4 = madd(a, gl, l4);
          if (wide) h4 = madd(a, gh, h4);
        }
        if (size > 5) {
          a = v128.load32_splat(p, 20);
          l5 = madd(a, gl, l5);
          if (wide) h5 = madd(a, gh, h5);
        }
        p += strideX;
        g += dyStep;
      }
      p += skip;
    }
    x += xImage;
    dy += dyImage;
  }
  addTo(wide, dw, l0, h0, used);
  if (size > 1) addTo(wide, dw + dwStep, l1, h1, used);
  if (size > 2) addTo(wide, dw + 2 * dwStep, l2, h2, used);
  if (size > 3) addTo(wide, dw + 3 * dwStep, l3, h3, used);
  if (size > 4) addTo(wide, dw + 4 * dwStep, l4, h4, used);
  if (size > 5) addTo(wide, dw + 5 * dwStep, l5, h5, used);
}

@inline
function addTo(wide: bool, to: usize, low: v128, high: v128, used: i32): void {
  const l = f32x4.add(v128.load(to), low);
  if (wide) storeColumns(to, l, f32x4.add(v128.load(to, 16), high), used);
  else storeLanes(to, l, used);
}

function tileOf1(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(1, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(1, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}
function tileOf2(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(2, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(2, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}
function tileOf3(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(3, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(3, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}
function tileOf4(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(4, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(4, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}
function tileOf5(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(5, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(5, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}
function tileOf6(wide: bool, x: usize, xImage: i32, dy: usize, dyImage: i32, dyStep: i32, height: i32, width: i32, skip: i32, strideX: i32, dw: usize, dwStep: i32, used: i32, count: i32): void {
  if (wide) weightTile(6, true, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
  else weightTile(6, false, x, xImage, dy, dyImage, dyStep, height, width, skip, strideX, dw, dwStep, used, count);
}

/** dw += xᵀ · dy. `dw` is laid out as the weights are: terms × columns, `dwStep` floats from term to term. */
export function weightGradient(
  x: usize,
  xImage: i32,
  dy: usize,
  dyImage: i32,
  dyStep: i32,
  dw: usize,
  dwStep: i32,
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
  count: i32,
): void {
  const skip = (strideY - width * strideX) << 2;
  const parts = (run + 5) / 6;
  for (let column = 0; column < columns; column += 8) {
    const used = min(columns - column, 8);
    const wide = used > 4;
    const g = dy + (column << 2);
    let to = dw + (column << 2);
    for (let row = 0; row < rows; row++) {
      for (let tap = 0; tap < taps; tap++) {
        let p = x + ((row * rowStep + tap * tapStep) << 2);
        for (let part = 0; part < parts; part++) {
          const size = (run * (part + 1)) / parts - (run * part) / parts;
          if (size == 6) tileOf6(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          else if (size == 5) tileOf5(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          else if (size == 4) tileOf4(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          else if (size == 3) tileOf3(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          else if (size == 2) tileOf2(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          else tileOf1(wide, p, xImage << 2, g, dyImage << 2, dyStep << 2, height, width, skip, strideX << 2, to, dwStep << 2, used, count);
          p += size << 2;
          to += (size * dwStep) << 2;
        }
      }
    }
  }
}

/** db[c] += Σ dy[row, c] over `rows` rows. */
export function columnSums(dy: usize, rows: i32, columns: i32, db: usize): void {
  const step = columns << 2;
  for (let column = 0; column < columns; column += 4) {
    let sum = zero();
    let other = zero();
    let p = dy + (column << 2);
    let row = rows;
    for (; row >= 2; row -= 2) {
      sum = f32x4.add(sum, v128.load(p));
      other = f32x4.add(other, v128.load(p + step));
      p += 2 * step;
    }
    if (row) sum = f32x4.add(sum, v128.load(p));
    const to = db + (column << 2);
    storeLanes(to, f32x4.add(v128.load(to), f32x4.add(sum, other)), min(columns - column, 4));
  }
}
