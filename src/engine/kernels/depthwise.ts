import {
  channels,
  imageHeight,
  imageWidth,
  left,
  outHeight,
  outWidth,
  paddedHeight,
  paddedWidth,
  repeats,
  rowStep,
  rows,
  strideX,
  strideY,
  tapStep,
  taps,
  top,
} from './geometry';
import { madd, storeLanes, zero } from './lanes';
import { clear, frame } from './rows';

// Depthwise convolutions: channels do not mix, so four of them go side by side. With several kernels per channel the
// image's channels are repeated in `scratch`, and the rest is the same.

/** The padded image with each channel repeated. */
function repeated(x: usize, scratch: usize, g: usize): void {
  const times = repeats(g);
  if (times == 1) {
    frame(
      x,
      imageHeight(g),
      imageWidth(g),
      channels(g),
      top(g),
      left(g),
      scratch,
      paddedHeight(g),
      paddedWidth(g),
      0,
      1,
    );
    return;
  }
  const all = channels(g) * times;
  clear(scratch, paddedHeight(g) * paddedWidth(g) * all);
  for (let i = 0; i < imageHeight(g); i++) {
    let to = scratch + ((((i + top(g)) * paddedWidth(g) + left(g)) * all) << 2);
    for (let j = imageWidth(g) * channels(g); j > 0; j--) {
      for (let q = 0; q < times; q++) store<f32>(to + (q << 2), load<f32>(x));
      x += 4;
      to += times << 2;
    }
  }
}

export function depthwise(x: usize, w: usize, bias: usize, y: usize, scratch: usize, g: usize, n: i32): void {
  const all = channels(g) * repeats(g);
  for (let image = 0; image < n; image++) {
    repeated(x, scratch, g);
    for (let c = 0; c < all; c += 4) {
      const lanes = min(4, all - c);
      const start = bias ? v128.load(bias + (c << 2)) : zero();
      let to = y + (c << 2);
      for (let i = 0; i < outHeight(g); i++) {
        let at = scratch + ((i * strideY(g) + c) << 2);
        for (let j = 0; j < outWidth(g); j++) {
          let sum = start;
          let weight = w + (c << 2);
          for (let row = 0; row < rows(g); row++) {
            let p = at + ((row * rowStep(g)) << 2);
            for (let tap = 0; tap < taps(g); tap++) {
              sum = madd(v128.load(p), v128.load(weight), sum);
              p += tapStep(g) << 2;
              weight += all << 2;
            }
          }
          storeLanes(to, sum, lanes);
          to += all << 2;
          at += strideX(g) << 2;
        }
      }
    }
    x += (imageHeight(g) * imageWidth(g) * channels(g)) << 2;
    y += (outHeight(g) * outWidth(g) * all) << 2;
  }
}

export function depthwiseWeights(x: usize, dy: usize, dw: usize, scratch: usize, g: usize, n: i32): void {
  const all = channels(g) * repeats(g);
  for (let image = 0; image < n; image++) {
    repeated(x, scratch, g);
    for (let c = 0; c < all; c += 4) {
      const lanes = min(4, all - c);
      let to = dw + (c << 2);
      for (let row = 0; row < rows(g); row++) {
        for (let tap = 0; tap < taps(g); tap++) {
          let sum = zero();
          let slope = dy + (c << 2);
          for (let i = 0; i < outHeight(g); i++) {
            let p = scratch + ((i * strideY(g) + row * rowStep(g) + tap * tapStep(g) + c) << 2);
            for (let j = 0; j < outWidth(g); j++) {
              sum = madd(v128.load(p), v128.load(slope), sum);
              p += strideX(g) << 2;
              slope += all << 2;
            }
          }
          storeLanes(to, f32x4.add(v128.load(to), sum), lanes);
          to += all << 2;
        }
      }
    }
    x += (imageHeight(g) * imageWidth(g) * channels(g)) << 2;
    dy += (outHeight(g) * outWidth(g) * all) << 2;
  }
}

export function depthwiseInput(dy: usize, w: usize, dx: usize, scratch: usize, g: usize, add: i32, n: i32): void {
  const times = repeats(g);
  const all = channels(g) * times;
  for (let image = 0; image < n; image++) {
    clear(scratch, paddedHeight(g) * paddedWidth(g) * all);
    for (let c = 0; c < all; c += 4) {
      const lanes = min(4, all - c);
      let slope = dy + (c << 2);
      for (let i = 0; i < outHeight(g); i++) {
        let at = scratch + ((i * strideY(g) + c) << 2);
        for (let j = 0; j < outWidth(g); j++) {
          const d = v128.load(slope);
          let weight = w + (c << 2);
          for (let row = 0; row < rows(g); row++) {
            let p = at + ((row * rowStep(g)) << 2);
            for (let tap = 0; tap < taps(g); tap++) {
              storeLanes(p, madd(d, v128.load(weight), v128.load(p)), lanes);
              p += tapStep(g) << 2;
              weight += all << 2;
            }
          }
          slope += all << 2;
          at += strideX(g) << 2;
        }
      }
    }
    if (times == 1) {
      frame(
        scratch,
        paddedHeight(g),
        paddedWidth(g),
        all,
        -top(g),
        -left(g),
        dx,
        imageHeight(g),
        imageWidth(g),
        add,
        1,
      );
    } else {
      let to = dx;
      for (let i = 0; i < imageHeight(g); i++) {
        let from = scratch + ((((i + top(g)) * paddedWidth(g) + left(g)) * all) << 2);
        for (let j = imageWidth(g) * channels(g); j > 0; j--) {
          let sum: f32 = add ? load<f32>(to) : 0;
          for (let q = 0; q < times; q++) sum += load<f32>(from + (q << 2));
          store<f32>(to, sum);
          to += 4;
          from += times << 2;
        }
      }
    }
    dx += (imageHeight(g) * imageWidth(g) * channels(g)) << 2;
    dy += (outHeight(g) * outWidth(g) * all) << 2;
  }
}
