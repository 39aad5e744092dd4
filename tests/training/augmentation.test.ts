import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Augmentation } from '../../src/core/document/training-plan';
import { seededRandom } from '../../src/core/random';
import { augment, augmentedBatch } from '../../src/training/augmentation';
import { tinyImages } from './tiny';

type Shape = readonly [height: number, width: number, channels: number];

function noise([height, width, channels]: Shape, count: number): Uint8Array {
  const random = seededRandom('augmentation');
  return Uint8Array.from({ length: count * height * width * channels }, () => 1 + Math.floor(random() * 255));
}

/** One image changed in many ways: by step. */
function changed(image: Uint8Array, shape: Shape, augmentation: Augmentation, steps: number): Uint8Array[] {
  return Array.from({ length: steps }, (_, step) => augment(image, shape, 1, augmentation, 1, step));
}

/** An image of one channel moved by whole pixels, zeros coming in. */
const moved = (image: Uint8Array, side: number, right: number, down: number): Uint8Array =>
  image.map((_, i) => {
    const [x, y] = [(i % side) - right, Math.floor(i / side) - down];
    return x < 0 || y < 0 || x >= side || y >= side ? 0 : (image[y * side + x] ?? 0);
  });
const key = (image: Uint8Array) => image.join();

describe('training images changed at random', () => {
  it('leave the originals as they are, and without a change are copies', () => {
    const images = noise([5, 4, 3], 3);
    const before = images.slice();
    expect(augment(images, [5, 4, 3], 3, {}, 1, 0)).toEqual(images);
    augment(images, [5, 4, 3], 3, { shift: 2, rotate: 20, zoom: 0.2, flip: true, brightness: 0.3, cutout: 2 }, 1, 0);
    expect(images).toEqual(before);
  });

  it('come out the same for the same seed and step, and differ by seed, step and place', () => {
    const one = noise([8, 8, 1], 1);
    const images = Uint8Array.from([...one, ...one]);
    const all: Augmentation = { shift: 2, rotate: 20, zoom: 0.2, flip: true, brightness: 0.3, cutout: 3 };
    const once = augment(images, [8, 8, 1], 2, all, 5, 9);
    expect(augment(images, [8, 8, 1], 2, all, 5, 9)).toEqual(once);
    expect(augment(images, [8, 8, 1], 2, all, 6, 9)).not.toEqual(once);
    expect(augment(images, [8, 8, 1], 2, all, 5, 10)).not.toEqual(once);
    expect(once.subarray(0, 64)).not.toEqual(once.subarray(64));
  });

  it('are moved by every number of whole pixels up to the shift, and no further', () => {
    const image = noise([6, 6, 1], 1);
    const wanted = [-1, 0, 1].flatMap(down => [-1, 0, 1].map(right => key(moved(image, 6, right, down))));
    const seen = new Set(changed(image, [6, 6, 1], { shift: 1 }, 200).map(key));
    expect([...seen].sort()).toEqual(wanted.sort());
  });

  it('can be moved out of sight', () => {
    const seen = changed(noise([3, 2, 1], 1), [3, 2, 1], { shift: 9 }, 50);
    expect(seen.some(image => image.every(v => v === 0))).toBe(true);
  });

  it('are mirrored left to right in half of the cases, pixel by pixel', () => {
    const [height, width, channels] = [3, 5, 3];
    const image = noise([height, width, channels], 1);
    const mirror = image.map((_, i) => {
      const [c, x, y] = [i % channels, Math.floor(i / channels) % width, Math.floor(i / channels / width)];
      return image[(y * width + (width - 1 - x)) * channels + c] ?? 0;
    });
    const seen = changed(image, [height, width, channels], { flip: true }, 400).map(key);
    expect(new Set(seen)).toEqual(new Set([key(image), key(mirror)]));
    const share = seen.filter(k => k === key(mirror)).length / 400;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });

  it('mirror before they move', () => {
    const image = noise([4, 4, 1], 1);
    const mirror = image.map((_, i) => image[i - (i % 4) + 3 - (i % 4)] ?? 0);
    const wanted = [-1, 0, 1].flatMap(down =>
      [-1, 0, 1].flatMap(right => [key(moved(image, 4, right, down)), key(moved(mirror, 4, right, down))]),
    );
    const seen = new Set(changed(image, [4, 4, 1], { shift: 1, flip: true }, 400).map(key));
    expect([...seen].sort()).toEqual(wanted.sort());
  });

  it('are turned about the middle: the middle stays, a spot beside it goes round on a circle', () => {
    const side = 21;
    const spot = new Uint8Array(side * side);
    // 8 pixels to the right of the middle.
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) spot[(10 + dy) * side + 18 + dx] = 200;
    const angles = changed(spot, [side, side, 1], { rotate: 30 }, 60).map(image => {
      let [sum, x, y] = [0, 0, 0];
      image.forEach((v, i) => {
        sum += v;
        x += v * ((i % side) - 10);
        y += v * (Math.floor(i / side) - 10);
      });
      // Nothing is lost or gained but by rounding.
      expect(sum / 1800).toBeCloseTo(1, 1);
      expect(Math.hypot(x, y) / sum).toBeCloseTo(8, 0);
      return (Math.atan2(y, x) * 180) / Math.PI;
    });
    expect(Math.max(...angles)).toBeGreaterThan(20);
    expect(Math.max(...angles)).toBeLessThan(31);
    expect(Math.min(...angles)).toBeLessThan(-20);
    expect(Math.min(...angles)).toBeGreaterThan(-31);
  });

  it('are zoomed about the middle by at most the share', () => {
    const side = 41;
    const square = new Uint8Array(side * side);
    for (let y = 10; y <= 30; y++) square.fill(255, y * side + 10, y * side + 31);
    const areas = changed(square, [side, side, 1], { zoom: 0.25 }, 60).map(
      image => image.reduce((a, b) => a + b, 0) / 255 / 441,
    );
    expect(Math.max(...areas)).toBeGreaterThan(1.3);
    expect(Math.max(...areas)).toBeLessThan(1.25 ** 2 + 0.01);
    expect(Math.min(...areas)).toBeLessThan(0.7);
    expect(Math.min(...areas)).toBeGreaterThan(0.75 ** 2 - 0.01);
  });

  it('are mixed from the four pixels around, as the formula says', () => {
    // A straight ramp stays one under bilinear mixing, so every pixel tells where it was taken from.
    const side = 9;
    const ramp = Uint8Array.from({ length: side * side }, (_, i) => 20 + 10 * (i % side) + 10 * Math.floor(i / side));
    for (const image of changed(ramp, [side, side, 1], { zoom: 0.3 }, 20)) {
      const at = (x: number, y: number) => image[y * side + x] ?? 0;
      expect(at(4, 4)).toBe(100);
      const slope = (at(6, 4) - at(2, 4)) / 40;
      for (const [x, y] of [
        [3, 3],
        [5, 3],
        [5, 5],
        [4, 6],
      ] as const)
        expect(Math.abs(at(x, y) - (100 + 10 * slope * (x + y - 8)))).toBeLessThanOrEqual(2);
    }
  });

  it('become brighter or darker as a whole, and stay within 0 to 255', () => {
    const image = Uint8Array.from({ length: 9 }, (_, i) => i * 30);
    const by = changed(image, [3, 3, 1], { brightness: 0.4 }, 100).map(seen => {
      const difference = (seen[4] ?? 0) - 120;
      seen.forEach((v, i) => {
        expect(v).toBe(Math.min(255, Math.max(0, i * 30 + difference)));
      });
      return difference;
    });
    expect(Math.max(...by)).toBeGreaterThan(90);
    expect(Math.max(...by)).toBeLessThanOrEqual(102);
    expect(Math.min(...by)).toBeLessThan(-90);
  });

  it('lose a square, of which a part may lie outside', () => {
    const image = noise([10, 8, 2], 1);
    const cleared = changed(image, [10, 8, 2], { cutout: 4 }, 200).map(seen => {
      const gone = [...seen.keys()].filter(i => seen[i] === 0);
      seen.forEach((v, i) => {
        if (v !== 0) expect(v).toBe(image[i]);
      });
      const xs = gone.map(i => Math.floor(i / 2) % 8);
      const ys = gone.map(i => Math.floor(i / 16));
      const [wide, high] = [Math.max(...xs) - Math.min(...xs) + 1, Math.max(...ys) - Math.min(...ys) + 1];
      expect(gone).toHaveLength(wide * high * 2);
      return wide * high;
    });
    expect(Math.max(...cleared)).toBe(16);
    expect(Math.min(...cleared)).toBe(4);
  });

  it('keep their other changes when one more is asked for', () => {
    const image = noise([6, 6, 1], 1);
    const shifted = changed(image, [6, 6, 1], { shift: 2 }, 20);
    changed(image, [6, 6, 1], { shift: 2, cutout: 2 }, 20).forEach((seen, step) => {
      seen.forEach((v, i) => {
        if (v !== 0) expect(v).toBe(shifted[step]?.[i]);
      });
    });
  });

  it('never get out of their own place in the batch', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 3)),
        fc.nat(20),
        fc.double({ min: 0, max: 180, noNaN: true }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (shape, shift, rotate, zoom) => {
          const [height, width, channels] = shape;
          const size = height * width * channels;
          const images = new Uint8Array(3 * size).fill(255, size, 2 * size);
          const seen = augment(images, shape, 3, { shift, rotate, zoom, flip: true, cutout: 2 }, 1, 0);
          expect(seen.subarray(0, size).every(v => v === 0)).toBe(true);
          expect(seen.subarray(2 * size).every(v => v === 0)).toBe(true);
        },
      ),
    );
  });

  it('are gathered from the data set by their indices', () => {
    const dataset = tinyImages();
    const batch = augmentedBatch(dataset, Int32Array.of(7, 2), {}, 1, 0);
    expect([...batch]).toEqual([...dataset.pixels.subarray(112, 128), ...dataset.pixels.subarray(32, 48)]);
  });
});
