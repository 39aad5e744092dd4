import type { Augmentation } from '../core/document/training-plan';
import { randomInt, seededRandom } from '../core/random';
import type { Dataset } from './datasets/dataset';

type Shape = readonly [height: number, width: number, channels: number];

/** What happens to one image. */
interface Change {
  /** Pixels to the right and down. */
  readonly right: number;
  readonly down: number;
  /** Radians clockwise. */
  readonly angle: number;
  /** 1: as large as it was. */
  readonly scale: number;
  readonly flipped: boolean;
  /** Added to every value, of 255. */
  readonly brighter: number;
  /** The middle of the square that is cleared, as shares of the image's width and height. */
  readonly cut: readonly [x: number, y: number];
}

/** The training images of one step, changed at random; the same for the same seed and step. */
export function augmentedBatch(
  { facts, pixels }: Dataset,
  indices: Int32Array,
  augmentation: Augmentation,
  seed: number,
  step: number,
): Uint8Array {
  const [height, width, channels] = facts.shape;
  const size = height * width * channels;
  const images = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => {
    images.set(pixels.subarray(index * size, (index + 1) * size), i * size);
  });
  return augment(images, facts.shape, indices.length, augmentation, seed, step);
}

/**
 * Changes images at random: mirrored, turned and zoomed about their middle, moved, made brighter or darker, and a square
 * cleared, in this order. What comes in from outside an image is 0. Every image has its own draws, which depend on the
 * seed, the step and its place alone.
 * @param images `count` images of height × width × channels bytes, one after the other; they are left as they are
 */
export function augment(
  images: Uint8Array,
  shape: Shape,
  count: number,
  augmentation: Augmentation,
  seed: number,
  step: number,
): Uint8Array {
  const size = shape[0] * shape[1] * shape[2];
  const result = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const change = draw(augmentation, seededRandom(`${seed}, step ${step}, image ${i}`));
    const from = images.subarray(i * size, (i + 1) * size);
    const to = result.subarray(i * size, (i + 1) * size);
    if (change.angle === 0 && change.scale === 1) move(from, to, shape, change);
    else warp(from, to, shape, change);
    if (change.brighter !== 0) brighten(to, change.brighter);
    if (augmentation.cutout) cut(to, shape, change.cut, augmentation.cutout);
  }
  return result;
}

/** All is drawn, wanted or not, so that one kind of change leaves the others' draws as they are. */
function draw(augmentation: Augmentation, random: () => number): Change {
  const { shift = 0, rotate = 0, zoom = 0, flip, brightness = 0 } = augmentation;
  const within = (most: number) => (2 * random() - 1) * most;
  return {
    right: randomInt(random, 2 * shift + 1) - shift,
    down: randomInt(random, 2 * shift + 1) - shift,
    angle: (within(rotate) * Math.PI) / 180,
    scale: 1 + within(zoom),
    flipped: random() < 0.5 && flip === true,
    brighter: Math.round(255 * within(brightness)),
    cut: [random(), random()],
  };
}

/** Moves by whole pixels, and mirrors: nothing has to be computed. */
function move(from: Uint8Array, to: Uint8Array, [height, width, channels]: Shape, change: Change): void {
  const { right, down, flipped } = change;
  const first = Math.max(0, right);
  const end = Math.min(width, width + right);
  if (first >= end) return;
  for (let y = Math.max(0, down); y < Math.min(height, height + down); y++) {
    const row = (y - down) * width * channels;
    const start = row + (first - right) * channels;
    if (!flipped) {
      to.set(from.subarray(start, start + (end - first) * channels), (y * width + first) * channels);
      continue;
    }
    for (let x = first; x < end; x++) {
      const source = row + (width - 1 - (x - right)) * channels;
      for (let c = 0; c < channels; c++) to[(y * width + x) * channels + c] = from[source + c] ?? 0;
    }
  }
}

/** Finds for each new pixel where it was, and mixes the four pixels around that place. */
function warp(from: Uint8Array, to: Uint8Array, [height, width, channels]: Shape, change: Change): void {
  const { right, down, angle, scale, flipped } = change;
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  const mirror = flipped ? -1 : 1;
  const stepX = mirror * cos;
  const row = width * channels;
  let at = 0;
  for (let i = 0; i < height; i++) {
    const v = i - middleY - down;
    const u = -middleX - right;
    let x = mirror * (cos * u + sin * v) + middleX;
    let y = cos * v - sin * u + middleY;
    for (let j = 0; j < width; j++, x += stepX, y -= sin) {
      if (x <= -1 || y <= -1 || x >= width || y >= height) {
        at += channels;
        continue;
      }
      const left = Math.floor(x);
      const top = Math.floor(y);
      const e = x - left;
      const s = y - top;
      let p = top * row + left * channels;
      if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height) {
        for (let c = 0; c < channels; c++, p++) {
          const upper = (1 - e) * (from[p] ?? 0) + e * (from[p + channels] ?? 0);
          const lower = (1 - e) * (from[p + row] ?? 0) + e * (from[p + row + channels] ?? 0);
          to[at++] = (1 - s) * upper + s * lower + 0.5;
        }
        continue;
      }
      for (let c = 0; c < channels; c++, p++) {
        let sum = 0;
        if (top >= 0 && left >= 0) sum += (1 - s) * (1 - e) * (from[p] ?? 0);
        if (top >= 0 && left + 1 < width) sum += (1 - s) * e * (from[p + channels] ?? 0);
        if (top + 1 < height && left >= 0) sum += s * (1 - e) * (from[p + row] ?? 0);
        if (top + 1 < height && left + 1 < width) sum += s * e * (from[p + row + channels] ?? 0);
        to[at++] = sum + 0.5;
      }
    }
  }
}

function brighten(image: Uint8Array, by: number): void {
  for (let i = 0; i < image.length; i++) image[i] = Math.min(255, Math.max(0, (image[i] ?? 0) + by));
}

/** Clears a square around a pixel; at the edge a part of it lies outside, as in the paper. */
function cut(image: Uint8Array, [height, width, channels]: Shape, [x, y]: Change['cut'], side: number): void {
  const left = Math.floor(x * width) - (side >> 1);
  const top = Math.floor(y * height) - (side >> 1);
  const first = Math.max(0, left);
  const end = Math.min(width, left + side);
  for (let i = Math.max(0, top); i < Math.min(height, top + side); i++)
    image.fill(0, (i * width + first) * channels, (i * width + end) * channels);
}
