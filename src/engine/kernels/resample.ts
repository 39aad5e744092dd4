import { madd, storeLanes, zero } from './lanes';
import { clear } from './rows';

// Each output row (and column) is a weighted sum of input rows (columns). A table holds, for each output position, where its
// entries start and, after the last start, the entries: an input position and its weight.

/** y from x, images of height × width × channels. */
export function resample(
  x: usize,
  height: i32,
  width: i32,
  channels: i32,
  y: usize,
  outHeight: i32,
  outWidth: i32,
  rowTable: usize,
  columnTable: usize,
  n: i32,
): void {
  const step = channels << 2;
  const rowEntries = rowTable + ((outHeight + 1) << 2);
  const columnEntries = columnTable + ((outWidth + 1) << 2);
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let c = 0; c < channels; c += 4) {
          let sum = zero();
          for (let u = load<i32>(rowTable + (i << 2)); u < load<i32>(rowTable + (i << 2), 4); u++) {
            const row = load<i32>(rowEntries + (u << 3));
            const rowWeight = load<f32>(rowEntries + (u << 3), 4);
            for (let v = load<i32>(columnTable + (j << 2)); v < load<i32>(columnTable + (j << 2), 4); v++) {
              const at = x + (row * width + load<i32>(columnEntries + (v << 3))) * step + (c << 2);
              sum = madd(v128.load(at), f32x4.splat(rowWeight * load<f32>(columnEntries + (v << 3), 4)), sum);
            }
          }
          storeLanes(y + (c << 2), sum, channels - c);
        }
        y += step;
      }
    }
    x += height * width * step;
  }
}

export function resampleGradient(
  dy: usize,
  height: i32,
  width: i32,
  channels: i32,
  dx: usize,
  outHeight: i32,
  outWidth: i32,
  rowTable: usize,
  columnTable: usize,
  add: i32,
  n: i32,
): void {
  const step = channels << 2;
  const rowEntries = rowTable + ((outHeight + 1) << 2);
  const columnEntries = columnTable + ((outWidth + 1) << 2);
  if (!add) clear(dx, n * height * width * channels);
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let c = 0; c < channels; c += 4) {
          const slope = v128.load(dy + (c << 2));
          for (let u = load<i32>(rowTable + (i << 2)); u < load<i32>(rowTable + (i << 2), 4); u++) {
            const row = load<i32>(rowEntries + (u << 3));
            const rowWeight = load<f32>(rowEntries + (u << 3), 4);
            for (let v = load<i32>(columnTable + (j << 2)); v < load<i32>(columnTable + (j << 2), 4); v++) {
              const at = dx + (row * width + load<i32>(columnEntries + (v << 3))) * step + (c << 2);
              const weight = f32x4.splat(rowWeight * load<f32>(columnEntries + (v << 3), 4));
              storeLanes(at, madd(slope, weight, v128.load(at)), channels - c);
            }
          }
        }
        dy += step;
      }
    }
    dx += height * width * step;
  }
}
