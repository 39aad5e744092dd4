import {
  channels,
  countedBottom,
  countedLeft,
  countedRight,
  countedTop,
  imageHeight,
  imageWidth,
  left,
  outHeight,
  outWidth,
  rows,
  strideX,
  strideY,
  taps,
  top,
} from './geometry';
import { storeLanes, zero } from './lanes';
import { clear } from './rows';

// Windows that slide over an image. Here a geometry's strides, rows and taps are pixels, and nothing is padded: a window
// is cut to the image, and a mean divides by what counts.

const AVERAGE = 0;
const MAX = 1;

@inline
function countIn(g: usize, row: i32, column: i32): f32 {
  const height = min(row + rows(g), countedBottom(g)) - max(row, countedTop(g));
  const width = min(column + taps(g), countedRight(g)) - max(column, countedLeft(g));
  return <f32>(height * width);
}

/** y = the mean (mode 0), largest (1) or smallest (2) value of each window. */
export function pool(mode: i32, x: usize, y: usize, g: usize, n: i32): void {
  const depth = channels(g);
  const width = imageWidth(g);
  const height = imageHeight(g);
  const step = depth << 2;
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight(g); i++) {
      const row = i * strideY(g) - top(g);
      const first = max(row, 0);
      const last = min(row + rows(g), height);
      for (let j = 0; j < outWidth(g); j++) {
        const column = j * strideX(g) - left(g);
        const from = max(column, 0);
        const to = min(column + taps(g), width);
        const share = f32x4.splat(<f32>1 / countIn(g, row, column));
        const start = x + ((first * width + from) * step);
        for (let c = 0; c < depth; c += 4) {
          let line = start + (c << 2);
          let value = mode == AVERAGE || first >= last || from >= to ? zero() : v128.load(line);
          for (let u = first; u < last; u++) {
            let p = line;
            for (let v = from; v < to; v++) {
              const seen = v128.load(p);
              if (mode == AVERAGE) value = f32x4.add(value, seen);
              else if (mode == MAX) value = f32x4.max(value, seen);
              else value = f32x4.min(value, seen);
              p += step;
            }
            line += width * step;
          }
          if (mode == AVERAGE) value = f32x4.mul(value, share);
          storeLanes(y + (c << 2), value, depth - c);
        }
        y += step;
      }
    }
    x += height * width * step;
  }
}

/** The gradient of a mean, spread over each window. */
export function averageGradient(dy: usize, dx: usize, g: usize, add: i32, n: i32): void {
  const depth = channels(g);
  const width = imageWidth(g);
  const height = imageHeight(g);
  const step = depth << 2;
  if (!add) clear(dx, n * height * width * depth);
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight(g); i++) {
      const row = i * strideY(g) - top(g);
      const first = max(row, 0);
      const last = min(row + rows(g), height);
      for (let j = 0; j < outWidth(g); j++) {
        const column = j * strideX(g) - left(g);
        const from = max(column, 0);
        const to = min(column + taps(g), width);
        const share = f32x4.splat(<f32>1 / countIn(g, row, column));
        for (let c = 0; c < depth; c += 4) {
          const slope = f32x4.mul(v128.load(dy + (c << 2)), share);
          let line = dx + ((first * width + from) * step) + (c << 2);
          for (let u = first; u < last; u++) {
            let p = line;
            for (let v = from; v < to; v++) {
              storeLanes(p, f32x4.add(v128.load(p), slope), depth - c);
              p += step;
            }
            line += width * step;
          }
        }
        dy += step;
      }
    }
    dx += height * width * step;
  }
}

/** The gradient of a largest or smallest value: to the first place where it stands, or to all of them when `ties`. */
export function extremeGradient(x: usize, y: usize, dy: usize, dx: usize, g: usize, ties: i32, add: i32, n: i32): void {
  const depth = channels(g);
  const width = imageWidth(g);
  const height = imageHeight(g);
  const step = depth << 2;
  if (!add) clear(dx, n * height * width * depth);
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight(g); i++) {
      const row = i * strideY(g) - top(g);
      const first = max(row, 0);
      const last = min(row + rows(g), height);
      for (let j = 0; j < outWidth(g); j++) {
        const column = j * strideX(g) - left(g);
        const from = max(column, 0);
        const to = min(column + taps(g), width);
        for (let c = 0; c < depth; c += 4) {
          const wanted = v128.load(y + (c << 2));
          const slope = v128.load(dy + (c << 2));
          let open = i32x4.splat(-1);
          let line = (first * width + from) * step + (c << 2);
          for (let u = first; u < last; u++) {
            let p = line;
            for (let v = from; v < to; v++) {
              const here = v128.and(open, f32x4.eq(v128.load(x + p), wanted));
              if (!ties) open = v128.andnot(open, here);
              storeLanes(dx + p, f32x4.add(v128.load(dx + p), v128.and(here, slope)), depth - c);
              p += step;
            }
            line += width * step;
          }
        }
        y += step;
        dy += step;
      }
    }
    x += height * width * step;
    dx += height * width * step;
  }
}
