import {
  channels,
  firstChannel,
  firstColumn,
  groupColumns,
  imageHeight,
  imageWidth,
  left,
  outChannels,
  outHeight,
  outWidth,
  paddedHeight,
  paddedWidth,
  rowStep,
  rows,
  run,
  strideX,
  strideY,
  tapStep,
  taps,
  top,
} from './geometry';
import { inputGradient } from './input-gradient';
import { product } from './product';
import { clear, frame } from './rows';
import { columnSums, weightGradient } from './weight-gradient';

// Convolutions as products, image by image, so that what one image needs stays in the cache. An image that has padding is
// put into `scratch` with its border; `scratch` is 0 where there is none.

@inline
function framed(x: usize, scratch: usize, g: usize): usize {
  if (!scratch) return x;
  frame(x, imageHeight(g), imageWidth(g), channels(g), top(g), left(g), scratch, paddedHeight(g), paddedWidth(g), 0, 1);
  return scratch;
}

/** y = x * w + bias for one group of channels. `w` is packed. */
export function convolve(x: usize, w: usize, bias: usize, y: usize, scratch: usize, g: usize, add: i32, n: i32): void {
  const image = imageHeight(g) * imageWidth(g) * channels(g);
  const out = outHeight(g) * outWidth(g) * outChannels(g);
  const inside = firstChannel(g) << 2;
  const to = y + (firstColumn(g) << 2);
  for (let i = 0; i < n; i++) {
    product(
      framed(x + ((i * image) << 2), scratch, g) + inside,
      0,
      w,
      bias ? bias + (firstColumn(g) << 2) : 0,
      to + ((i * out) << 2),
      0,
      outChannels(g),
      outHeight(g),
      outWidth(g),
      strideY(g),
      strideX(g),
      rows(g),
      rowStep(g),
      taps(g),
      tapStep(g),
      run(g),
      groupColumns(g),
      add,
      1,
    );
  }
}

/** dw += the weights' gradient; `dw` is laid out as the weights are. */
export function convolveWeights(x: usize, dy: usize, dw: usize, scratch: usize, g: usize, n: i32): void {
  const image = imageHeight(g) * imageWidth(g) * channels(g);
  const out = outHeight(g) * outWidth(g) * outChannels(g);
  const inside = firstChannel(g) << 2;
  const from = dy + (firstColumn(g) << 2);
  // Small images share a pass over the tiles, when they lie side by side.
  const together = scratch ? 1 : min(n, max(1, 256 / (outHeight(g) * outWidth(g))));
  for (let i = 0; i < n; i += together) {
    weightGradient(
      framed(x + ((i * image) << 2), scratch, g) + inside,
      image,
      from + ((i * out) << 2),
      out,
      outChannels(g),
      dw + (firstColumn(g) << 2),
      outChannels(g),
      outHeight(g),
      outWidth(g),
      strideY(g),
      strideX(g),
      rows(g),
      rowStep(g),
      taps(g),
      tapStep(g),
      run(g),
      groupColumns(g),
      min(together, n - i),
    );
  }
}

/** dx = the input's gradient, or dx += it. `scratch` holds one padded image and 8 floats more. */
export function convolveInput(dy: usize, wt: usize, dx: usize, scratch: usize, g: usize, add: i32, n: i32): void {
  const image = imageHeight(g) * imageWidth(g) * channels(g);
  const out = outHeight(g) * outWidth(g) * outChannels(g);
  const padded = paddedHeight(g) * paddedWidth(g) * channels(g);
  const from = dy + (firstColumn(g) << 2);
  for (let i = 0; i < n; i++) {
    clear(scratch, padded);
    inputGradient(
      from + ((i * out) << 2),
      outChannels(g),
      wt,
      scratch + (firstChannel(g) << 2),
      outHeight(g),
      outWidth(g),
      strideY(g),
      strideX(g),
      rows(g),
      rowStep(g),
      taps(g),
      tapStep(g),
      run(g),
      groupColumns(g),
    );
    frame(
      scratch,
      paddedHeight(g),
      paddedWidth(g),
      channels(g),
      -top(g),
      -left(g),
      dx + ((i * image) << 2),
      imageHeight(g),
      imageWidth(g),
      add,
      1,
    );
  }
}

/** Rows that one pass of a linear layer's gradient takes: their inputs stay in the cache. */
const BLOCK = 128;

/** y = x · w + bias over the last axis; `rowCount` rows an image. `w` is packed. */
export function linear(x: usize, w: usize, bias: usize, y: usize, inputs: i32, units: i32, rowCount: i32, add: i32, n: i32): void {
  const total = n * rowCount;
  for (let first = 0; first < total; first += BLOCK) {
    product(
      x + ((first * inputs) << 2), 0, w, bias, y + ((first * units) << 2), 0, units,
      1, min(BLOCK, total - first), 0, inputs, 1, 0, 1, 0, inputs, units, add, 1,
    );
  }
}

export function linearWeights(x: usize, dy: usize, dw: usize, inputs: i32, units: i32, rowCount: i32, n: i32): void {
  const total = n * rowCount;
  for (let first = 0; first < total; first += BLOCK) {
    weightGradient(
      x + ((first * inputs) << 2), 0, dy + ((first * units) << 2), 0, units, dw, units,
      1, min(BLOCK, total - first), 0, inputs, 1, 0, 1, 0, inputs, units, 1,
    );
  }
}

/** db += Σ dy over all rows. */
export function biasGradient(dy: usize, db: usize, units: i32, rowCount: i32, n: i32): void {
  columnSums(dy, rowCount * n, units, db);
}
