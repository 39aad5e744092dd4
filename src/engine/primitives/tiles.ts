import type { Place } from '../plan/call';
import { asImage, asWords, convolutionGeometry, type Geometry, type Image } from '../plan/geometry';
import { moved, type Stage } from '../plan/stage';
import type { Of } from './primitive';

// Convolutions in tiles of 2×2 outputs, which take fewer multiplications (see kernels/winograd).

type Convolution = Of<'convolution'>;

/** Fewer channels than this gain less from fewer products than the tiles cost. */
const FEWEST_CHANNELS = 8;
/** Products that a tile must save, with its part beyond the edge counted. */
const LEAST_GAIN = 1.3;
/** Floats of a block's matrices in one place of the 4×4: 16 of them stay in the cache. */
const BLOCK_FLOATS = 3072;

const whole = (columns: number): number => 8 * Math.ceil(columns / 8);
const across = (outputs: number): number => Math.ceil(outputs / 2);

/** Whether tiles are faster for this convolution from an image to an output of these sizes. */
export function suitsTiles(from: Image, [height, width, filters]: Image, p: Convolution): boolean {
  const is = ([a, b]: readonly number[], wanted: number) => a === wanted && b === wanted;
  const [top, , left] = p.padding;
  return (
    p.groups === 1 &&
    is(p.kernel, 3) &&
    is(p.stride, 1) &&
    is(p.dilation, 1) &&
    Math.max(top, left) <= 2 &&
    Math.min(from[2], filters) >= FEWEST_CHANNELS &&
    (9 * height * width) / (16 * across(height) * across(width)) >= LEAST_GAIN
  );
}

export function tilesForward(s: Stage, p: Convolution): void {
  const g = tiledGeometry(asImage(s.input.shape), asImage(s.output.shape), p);
  const packed = packTiles(
    s,
    s.needed('kernel'),
    g.outChannels * g.channels,
    [g.channels, g.outChannels],
    [g.outChannels, 1],
  );
  convolveTiles(s, s.x, packed, s.weight('bias') ?? 0, s.y, g, 0);
}

/** The gradients of the kernel and of the input; the latter is a convolution of the output's, turned over. */
export function tilesBackward(s: Stage, p: Convolution): void {
  const [image, out] = [asImage(s.input.shape), asImage(s.output.shape)];
  const g = tiledGeometry(image, out, p);
  const weights = s.weightGradient('kernel');
  const tiles = tilesOf(g);
  if (weights) {
    const room = s.scratch(roomOf(g, tiles) + 16 * g.channels * g.outChannels + 8);
    s.call('convolveTilesWeights', s.x, s.dy, weights, room, s.plant.table(asWords(g)), tiles, 'count');
  }
  const target = s.gradientOf();
  if (!target) return;
  const [top, , left] = p.padding;
  const back = tiledGeometry(out, image, { ...p, padding: [2 - top, 0, 2 - left, 0] });
  const step = g.channels * g.outChannels;
  const last = moved(s.needed('kernel'), 8 * step);
  const turned = packTiles(s, last, -step, [g.outChannels, 1], [g.channels, g.outChannels]);
  convolveTiles(s, s.dy, turned, 0, target.to, back, target.add);
}

function convolveTiles(s: Stage, x: Place, w: Place, bias: Place | 0, y: Place, g: Geometry, add: 0 | 1): void {
  const tiles = tilesOf(g);
  const room = s.scratch(roomOf(g, tiles));
  s.call('convolveTiles', x, w, bias, y, room, s.plant.table(asWords(g)), tiles, add, 'count');
}

/** As of any convolution, with the padded image large enough for whole tiles. */
function tiledGeometry(image: Image, out: Image, p: Convolution): Geometry {
  const g = convolutionGeometry(image, out, p, 1, 0);
  return {
    ...g,
    paddedHeight: Math.max(g.paddedHeight, 2 * across(out[0]) + 2),
    paddedWidth: Math.max(g.paddedWidth, 2 * across(out[1]) + 2),
  };
}

/** Tiles of a block: a multiple of four. */
const tilesOf = (g: Geometry): number =>
  Math.max(16, Math.min(64, 4 * Math.floor(BLOCK_FLOATS / 4 / (g.channels + g.outChannels))));

/** Floats of the padded image and the matrices, with the gaps that the kernel leaves between them. */
const roomOf = (g: Geometry, tiles: number): number =>
  g.paddedHeight * g.paddedWidth * g.channels + 8 + 16 * (tiles * (g.channels + whole(g.outChannels)) + 32);

function packTiles(
  s: Stage,
  from: Place,
  tapStep: number,
  [terms, termStep]: readonly [number, number],
  [columns, columnStep]: readonly [number, number],
): Place {
  const place = s.plant.keep(16 * terms * whole(columns));
  s.plant.prepare({ kernel: 'packTiles', args: [from, tapStep, terms, termStep, columns, columnStep, place] });
  return place;
}
