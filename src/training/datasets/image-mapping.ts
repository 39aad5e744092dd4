import { formatShape, type Shape } from '../../core/op/shape';
import type { DatasetFacts } from './catalogue';

type Pixels = readonly [height: number, width: number, channels: number];

/** How an image of a data set becomes what a network's input takes. The steps are applied in this order. */
export interface ImageMapping {
  readonly from: Pixels;
  readonly channels: 'same' | 'grey to colour' | 'colour to grey';
  /** `pad` puts the image in the middle of zeros; `resize` samples it bilinearly, with pixel centres aligned. */
  readonly fit: 'same' | 'pad' | 'resize';
  readonly to: Pixels;
  /** The input takes a flat vector. */
  readonly flat: boolean;
}

/** An image up to this many pixels smaller than the input, per axis, is padded; beyond that its content would be lost in zeros. */
const WIDEST_PADDING = 8;

/**
 * The mapping from images of `from` to the input shape `input`: `[height, width, channels]`, or `[features]` when the
 * features are a square image, flattened (784 = 28×28, 1,024 = 32×32).
 * Returns a sentence that says why not when there is none.
 */
export function mapImages(from: Pixels, input: Shape): ImageMapping | string {
  const to = asImage(input, from);
  if (typeof to === 'string') return to;
  const [height, width, channels] = to;
  const grow = [height - from[0], width - from[1]];
  return {
    from,
    to,
    flat: input.length === 1,
    channels: channels === from[2] ? 'same' : from[2] === 1 ? 'grey to colour' : 'colour to grey',
    fit: grow.every(g => g === 0) ? 'same' : grow.every(g => g >= 0 && g <= WIDEST_PADDING) ? 'pad' : 'resize',
  };
}

function asImage(input: Shape, from: Pixels): Pixels | string {
  const sizes = input.filter(d => d !== null);
  if (sizes.length < input.length) return `The input ${formatShape(input)} needs a known size`;
  const [a, b, c] = sizes;
  if (sizes.length === 3 && a && b && c) {
    return c === from[2] || c === 3 || c === 1 ? [a, b, c] : `The images have ${channelCount(from[2])}, the input ${c}`;
  }
  if (sizes.length === 1 && a) {
    if (a === from[0] * from[1] * from[2]) return from;
    const side = Math.sqrt(a / from[2]);
    if (Number.isInteger(side)) return [side, side, from[2]];
    return `${a.toLocaleString('en')} features are no square image; ${formatShape(from)} images have ${from[0] * from[1] * from[2]} values`;
  }
  return `The input ${formatShape(input)} is neither an image nor a flat vector`;
}

const channelCount = (n: number) => (n === 1 ? '1 channel' : `${n} channels`);

/** The mapping as a person reads it: `28×28 digits, padded to 32×32`. */
export function describeMapping(mapping: ImageMapping, facts: Pick<DatasetFacts, 'noun'>): string {
  const size = ([h, w]: Pixels) => `${h}×${w}`;
  const parts = [`${size(mapping.from)} ${facts.noun}`];
  if (mapping.fit !== 'same') parts.push(`${mapping.fit === 'pad' ? 'padded' : 'resized'} to ${size(mapping.to)}`);
  if (mapping.channels === 'grey to colour') parts.push('grey repeated as colour');
  if (mapping.channels === 'colour to grey') parts.push('colours averaged to grey');
  if (mapping.flat) parts.push(`flattened to ${mapping.to[0] * mapping.to[1] * mapping.to[2]} values`);
  return parts.join(', ');
}

/** The zeros around a padded image: an odd row or column goes to the bottom or the right. */
export function margins({
  from,
  to,
}: ImageMapping): readonly [top: number, bottom: number, left: number, right: number] {
  const [rows, columns] = [to[0] - from[0], to[1] - from[1]];
  return [rows >> 1, rows - (rows >> 1), columns >> 1, columns - (columns >> 1)];
}

/**
 * Maps `count` images (values of any range, height × width × channels each) on the processor.
 * The trainers do the same on their device; this is what they are tested against.
 */
export function applyMapping(mapping: ImageMapping, images: Float32Array, count: number): Float32Array {
  const { from, to } = mapping;
  const recoloured = recolour(mapping, images, count * from[0] * from[1]);
  if (mapping.fit === 'same') return recoloured;
  const channels = to[2];
  const result = new Float32Array(count * to[0] * to[1] * channels);
  const [top, , left] = margins(mapping);
  for (let n = 0; n < count; n++) {
    const source = recoloured.subarray(n * from[0] * from[1] * channels, (n + 1) * from[0] * from[1] * channels);
    const target = result.subarray(n * to[0] * to[1] * channels, (n + 1) * to[0] * to[1] * channels);
    if (mapping.fit === 'pad') {
      const row = from[1] * channels;
      for (let y = 0; y < from[0]; y++) {
        target.set(source.subarray(y * row, (y + 1) * row), ((y + top) * to[1] + left) * channels);
      }
    } else {
      resize(source, from, target, to);
    }
  }
  return result;
}

function recolour(mapping: ImageMapping, images: Float32Array, pixels: number): Float32Array {
  if (mapping.channels === 'same') return images;
  const [before, after] = [mapping.from[2], mapping.to[2]];
  const result = new Float32Array(pixels * after);
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let c = 0; c < before; c++) sum += images[i * before + c] ?? 0;
    result.fill(sum / before, i * after, (i + 1) * after);
  }
  return result;
}

/** Bilinear with half-pixel centres, as browsers, PyTorch and `tf.image.resizeBilinear(…, false, true)` do it. */
function resize(source: Float32Array, [height, width]: Pixels, target: Float32Array, [h, w, channels]: Pixels): void {
  for (let y = 0; y < h; y++) {
    const [top, bottom, dy] = between(y, h, height);
    for (let x = 0; x < w; x++) {
      const [left, right, dx] = between(x, w, width);
      for (let c = 0; c < channels; c++) {
        const at = (row: number, column: number) => source[(row * width + column) * channels + c] ?? 0;
        const above = at(top, left) + (at(top, right) - at(top, left)) * dx;
        const below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * dx;
        target[(y * w + x) * channels + c] = above + (below - above) * dy;
      }
    }
  }
}

function between(
  i: number,
  size: number,
  sourceSize: number,
): readonly [before: number, after: number, weight: number] {
  const position = Math.max(0, ((i + 0.5) * sourceSize) / size - 0.5);
  const before = Math.min(Math.floor(position), sourceSize - 1);
  return [before, Math.min(before + 1, sourceSize - 1), position - before];
}
