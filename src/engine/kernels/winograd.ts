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

/** What is done at each tile: its image is read, the output's gradient is read, or the output is written. */
const IMAGE = 0;
const GRADIENT = 1;
const OUTPUT = 2;

/**
 * Goes over `count` tiles, from tile `first` of all the images' on, with their matrices at `at`, a row of `step` bytes for
 * each tile and `plane` bytes from matrix to matrix. `pixels`: the first of all images that are read or written. An image
 * that is read is framed at its first tile, and stays so for a block that begins in the middle of it.
 */
@inline
function overTiles(what: i32, g: usize, first: i32, count: i32, pixels: usize, at: usize, step: i32, plane: i32, framed: usize, bias: usize, add: i32): void {
  const height = outHeight(g);
  const width = outWidth(g);
  const depth = what == IMAGE ? channels(g) : outChannels(g);
  const line = ((what == IMAGE ? paddedWidth(g) : width) * depth) << 2;
  const image = what == IMAGE ? (imageHeight(g) * imageWidth(g) * depth) << 2 : height * line;
  const perImage = across(height) * across(width);
  let i = ((first % perImage) / across(width)) << 1;
  let j = ((first % perImage) % across(width)) << 1;
  pixels += (first / perImage) * image;
  for (let t = 0; t < count; t++) {
    if (what == IMAGE && i == 0 && j == 0)
      frame(pixels, imageHeight(g), imageWidth(g), depth, top(g), left(g), framed, paddedHeight(g), paddedWidth(g), 0, 1);
    const corner = (what == IMAGE ? framed : pixels) + i * line + ((j * depth) << 2);
    if (what == IMAGE) tileOfImage(corner, line, depth << 2, depth, at, plane);
    else if (what == GRADIENT) tileOfGradient(corner, line, depth, height - i, width - j, at, plane);
    else tileToOutput(at, plane, bias, depth, corner, line, min(2, height - i), min(2, width - j), add);
    at += step;
    j += 2;
    if (j >= width) {
      j = 0;
      i += 2;
      if (i >= height) {
        i = 0;
        pixels += image;
      }
    }
  }
}

@inline
function tilesOf(g: usize): i32 {
  return across(outHeight(g)) * across(outWidth(g));
}
/** Where the image tiles' matrices begin: behind the padded image and 8 floats more. */
@inline
function behindImage(scratch: usize, g: usize): usize {
  return scratch + ((paddedHeight(g) * paddedWidth(g) * channels(g) + 8) << 2);
}

/**
 * y = x * w + bias, or y += it. `w` is packed (see packTiles); `scratch` holds a padded image with 8 floats more, then 16
 * matrices of `tiles` × channels, then 16 of `tiles` × filters (whole panels).
 */
export function convolveTiles(x: usize, w: usize, bias: usize, y: usize, scratch: usize, g: usize, tiles: i32, add: i32, n: i32): void {
  const depth = channels(g);
  const filters = outChannels(g);
  const wide = whole(filters);
  const seen = behindImage(scratch, g);
  const seenPlane = planeOf(tiles, depth);
  const made = seen + 16 * seenPlane;
  const madePlane = planeOf(tiles, wide);
  const all = n * tilesOf(g);
  for (let first = 0; first < all; first += tiles) {
    const count = min(tiles, all - first);
    overTiles(IMAGE, g, first, count, x, seen, depth << 2, seenPlane, scratch, 0, 0);
    for (let k = 0; k < 16; k++) {
      const matrix = w + ((k * depth * wide) << 2);
      rowsByPanels(seen + k * seenPlane, depth, matrix, made + k * madePlane, filters, (count + 3) & ~3);
    }
    overTiles(OUTPUT, g, first, count, y, made, wide << 2, madePlane, 0, bias, add);
  }
}

/**
 * dw += the weights' gradient, laid out as the weights are. `scratch` as in convolveTiles, then 16 matrices of channels ×
 * filters.
 */
export function convolveTilesWeights(x: usize, dy: usize, dw: usize, scratch: usize, g: usize, tiles: i32, n: i32): void {
  const depth = channels(g);
  const filters = outChannels(g);
  const wide = whole(filters);
  const seen = behindImage(scratch, g);
  const seenPlane = planeOf(tiles, depth);
  const made = seen + 16 * seenPlane;
  const madePlane = planeOf(tiles, wide);
  const sums = made + 16 * madePlane;
  const all = n * tilesOf(g);
  clear(sums, 16 * depth * filters);
  for (let first = 0; first < all; first += tiles) {
    const count = min(tiles, all - first);
    overTiles(IMAGE, g, first, count, x, seen, depth << 2, seenPlane, scratch, 0, 0);
    overTiles(GRADIENT, g, first, count, dy, made, wide << 2, madePlane, 0, 0, 0);
    for (let k = 0; k < 16; k++) {
      weightGradient(
        seen + k * seenPlane, 0, made + k * madePlane, 0, wide, sums + ((k * depth * filters) << 2), filters,
        1, count, 0, depth, 1, 0, 1, 0, depth, filters, 1,
      );
    }
  }
  tilesToWeights(sums, depth * filters, dw);
}
