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
import { madd, splat, zero } from './lanes';
import { clear, frame } from './rows';
import { weightGradient } from './weight-gradient';
import { tileOfGradient, tileOfImage, tilesToWeights, tileToOutput, whole } from './winograd-tiles';

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
  tilesToWeights(sums, depth * filters, dw);
}
