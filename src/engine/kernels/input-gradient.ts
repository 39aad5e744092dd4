import { madd, splat, zero } from './lanes';

/** dx (which is 0 where nothing else has added to it) += dy · wᵀ, scattered to where each position read, for one image. */
@inline
function scatterPanel(
  wide: bool,
  dy: usize,
  dyStep: i32,
  panel: usize,
  dx: usize,
  height: i32,
  width: i32,
  strideX: i32,
  skip: i32,
  terms: i32,
): void {
  const positions = height * width;
  let column = 0;
  let next = dx;
  for (let first = 0; first < positions; first += 4) {
    const valid = min(positions - first, 4);
    const p0 = next;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p1 = next;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p2 = next;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    const p3 = next;
    next += strideX;
    if (++column == width) {
      column = 0;
      next += skip;
    }
    let a0 = dy + first * dyStep;
    let a1 = valid > 1 ? a0 + dyStep : a0;
    let a2 = valid > 2 ? a1 + dyStep : a0;
    let a3 = valid > 3 ? a2 + dyStep : a0;
    let l0 = zero();
    let h0 = zero();
    let l1 = zero();
    let h1 = zero();
    let l2 = zero();
    let h2 = zero();
    let l3 = zero();
    let h3 = zero();
    let b = panel;
    let t = terms;
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
    }
    // One after the other, because neighbours overlap. Lanes beyond the run add 0.
    v128.store(p0, f32x4.add(v128.load(p0), l0));
    if (wide) v128.store(p0, f32x4.add(v128.load(p0, 16), h0), 16);
    if (valid > 1) {
      v128.store(p1, f32x4.add(v128.load(p1), l1));
      if (wide) v128.store(p1, f32x4.add(v128.load(p1, 16), h1), 16);
    }
    if (valid > 2) {
      v128.store(p2, f32x4.add(v128.load(p2), l2));
      if (wide) v128.store(p2, f32x4.add(v128.load(p2, 16), h2), 16);
    }
    if (valid > 3) {
      v128.store(p3, f32x4.add(v128.load(p3), l3));
      if (wide) v128.store(p3, f32x4.add(v128.load(p3, 16), h3), 16);
    }
  }
}

/**
 * dx += dy · wᵀ for one image, scattered to where each output position read; `dx` has room for 8 floats more.
 * `wt` holds for each run, in order, wᵀ packed: `terms` (output channels) × `run`.
 */
export function inputGradient(
  dy: usize,
  dyStep: i32,
  wt: usize,
  dx: usize,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  rows: i32,
  rowStep: i32,
  taps: i32,
  tapStep: i32,
  run: i32,
  terms: i32,
): void {
  const skip = (strideY - width * strideX) << 2;
  let panel = wt;
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < taps; tap++) {
      for (let column = 0; column < run; column += 8) {
        const to = dx + ((row * rowStep + tap * tapStep + column) << 2);
        if (run - column > 4) scatterPanel(true, dy, dyStep << 2, panel, to, height, width, strideX << 2, skip, terms);
        else scatterPanel(false, dy, dyStep << 2, panel, to, height, width, strideX << 2, skip, terms);
        panel += terms << 5;
      }
    }
  }
}
