import { storeLanes } from './lanes';

// Rows of floats: copied, added, cleared.

/** to = from, for `size` floats. */
export function copy(from: usize, to: usize, size: i32): void {
  memory.copy(to, from, (<usize>size) << 2);
}

export function clear(to: usize, size: i32): void {
  memory.fill(to, 0, (<usize>size) << 2);
}

export function clearImages(to: usize, size: i32, n: i32): void {
  clear(to, size * n);
}

/** to += from, for `size` floats. */
export function accumulate(from: usize, to: usize, size: i32): void {
  const whole = size & ~3;
  const end = from + ((<usize>whole) << 2);
  while (from < end) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
    to += 16;
  }
  if (whole < size) storeLanes(to, f32x4.add(v128.load(to), v128.load(from)), size - whole);
}

/** Copies, or adds, `size` floats. */
@inline
export function put(from: usize, to: usize, size: i32, add: i32): void {
  if (add) accumulate(from, to, size);
  else copy(from, to, size);
}

/**
 * Copies, or adds, the blocks of a part to where they stand in the whole, or back: `perImage` blocks of `size` floats in
 * each of `n` images, from the offset on `fromStep` and `toStep` floats apart. Concatenation is this, along any axis.
 */
export function blocks(
  from: usize,
  fromOffset: i32,
  fromStep: i32,
  to: usize,
  toOffset: i32,
  toStep: i32,
  size: i32,
  perImage: i32,
  add: i32,
  n: i32,
): void {
  from += fromOffset << 2;
  to += toOffset << 2;
  for (let i = n * perImage; i > 0; i--) {
    put(from, to, size, add);
    from += fromStep << 2;
    to += toStep << 2;
  }
}

/** y[i] = x[table[i]] in each of `n` images, or dx[table[i]] = dy[i] when `back`. */
export function permute(x: usize, y: usize, table: usize, size: i32, back: i32, add: i32, n: i32): void {
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < size; i++) {
      const other = load<i32>(table + (i << 2)) << 2;
      const from = x + (back ? i << 2 : other);
      const to = y + (back ? other : i << 2);
      store<f32>(to, add ? load<f32>(to) + load<f32>(from) : load<f32>(from));
    }
    x += size << 2;
    y += size << 2;
  }
}

/** y[i] = x[table[i]], where `table` repeats values; x has `xSize` and y `ySize` floats an image. */
export function expand(x: usize, xSize: i32, y: usize, ySize: i32, table: usize, n: i32): void {
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < ySize; i++) store<f32>(y + (i << 2), load<f32>(x + (load<i32>(table + (i << 2)) << 2)));
    x += xSize << 2;
    y += ySize << 2;
  }
}

/** dx[table[i]] += dy[i]: what was repeated is summed. `dx` of one image serves all when `xSize` is 0. */
export function reduce(dy: usize, ySize: i32, dx: usize, xSize: i32, table: usize, n: i32): void {
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < ySize; i++) {
      const to = dx + (load<i32>(table + (i << 2)) << 2);
      store<f32>(to, load<f32>(to) + load<f32>(dy + (i << 2)));
    }
    dy += ySize << 2;
    dx += xSize << 2;
  }
}

/** An image of height × width × channels put at (top, left) of y's frame, which is 0 elsewhere; negative sides cut. */
export function frame(
  x: usize,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
  y: usize,
  yHeight: i32,
  yWidth: i32,
  add: i32,
  n: i32,
): void {
  const firstRow = max(0, top);
  const lastRow = min(yHeight, top + height);
  const firstColumn = max(0, left);
  const size = (min(yWidth, left + width) - firstColumn) * channels;
  const whole = firstRow == 0 && lastRow == yHeight && size == yWidth * channels;
  for (let image = 0; image < n; image++) {
    if (!add && !whole) clear(y, yHeight * yWidth * channels);
    if (size > 0) {
      for (let row = firstRow; row < lastRow; row++) {
        put(
          x + ((((row - top) * width + firstColumn - left) * channels) << 2),
          y + (((row * yWidth + firstColumn) * channels) << 2),
          size,
          add,
        );
      }
    }
    x += (height * width * channels) << 2;
    y += (yHeight * yWidth * channels) << 2;
  }
}
