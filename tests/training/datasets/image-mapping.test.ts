import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { mnist } from '../../../src/training/datasets/catalogue';
import {
  applyMapping,
  describeMapping,
  type ImageMapping,
  mapImages,
} from '../../../src/training/datasets/image-mapping';

const mapping = (from: readonly [number, number, number], input: readonly (number | null)[]): ImageMapping => {
  const found = mapImages(from, input);
  if (typeof found === 'string') throw new Error(found);
  return found;
};
const says = (input: readonly number[]) => describeMapping(mapping([28, 28, 1], input), mnist);

describe('mapping images to an input', () => {
  it('says in a sentence what happens to them', () => {
    expect(says([28, 28, 1])).toBe('28×28 digits');
    expect(says([32, 32, 1])).toBe('28×28 digits, padded to 32×32');
    expect(says([20, 20, 1])).toBe('28×28 digits, resized to 20×20');
    expect(says([224, 224, 3])).toBe('28×28 digits, resized to 224×224, grey repeated as colour');
    expect(says([784])).toBe('28×28 digits, flattened to 784 values');
    expect(says([1024])).toBe('28×28 digits, padded to 32×32, flattened to 1024 values');
  });

  it('says why an input cannot take them', () => {
    expect(mapImages([28, 28, 1], [28, null, 1])).toBe('The input 28×?×1 needs a known size');
    expect(mapImages([28, 28, 1], [28, 28, 7])).toBe('The images have 1 channel, the input 7');
    expect(mapImages([28, 28, 1], [100, 3])).toBe('The input 100×3 is neither an image nor a flat vector');
    expect(mapImages([28, 28, 1], [1000])).toMatch(/^1,000 features are no square image/);
  });

  it('pads around the middle, an odd row at the bottom', () => {
    const image = applyMapping(mapping([1, 2, 1], [2, 4, 1]), Float32Array.of(5, 6), 1);
    expect([...image]).toEqual([0, 5, 6, 0, 0, 0, 0, 0]);
  });

  it('repeats grey as colour, and averages colours to grey', () => {
    expect([...applyMapping(mapping([1, 1, 1], [1, 1, 3]), Float32Array.of(7), 1)]).toEqual([7, 7, 7]);
    expect([...applyMapping(mapping([1, 1, 3], [1, 1, 1]), Float32Array.of(1, 2, 6), 1)]).toEqual([3]);
  });

  it('keeps images apart', () => {
    const images = applyMapping(mapping([1, 1, 1], [3, 3, 1]), Float32Array.of(1, 2), 2);
    expect([images[4], images[13], images.reduce((a, b) => a + b)]).toEqual([1, 2, 3]);
  });

  it.each([
    [
      [5, 7],
      [11, 4],
    ],
    [
      [4, 4],
      [3, 9],
    ],
    [
      [6, 5],
      [40, 40],
    ],
  ] as const)('resizes %j to %j as tfjs does', ([h, w], [height, width]) => {
    const values = Float32Array.from({ length: 2 * h * w * 2 }, (_, i) => Math.sin(i * 1.7));
    const ours = applyMapping(
      { ...mapping([h, w, 2], [h, w, 1]), channels: 'same', fit: 'resize', to: [height, width, 2] },
      values,
      2,
    );
    const theirs = tf.image.resizeBilinear(tf.tensor4d(values, [2, h, w, 2]), [height, width], false, true).dataSync();
    theirs.forEach((v, i) => {
      expect(ours[i]).toBeCloseTo(v, 5);
    });
  });
});
