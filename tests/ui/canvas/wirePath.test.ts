import { describe, expect, it } from 'vitest';
import { volumeOf } from '../../../src/ui/canvas/volume';
import { pointsOn, wirePath, wireWidth } from '../../../src/ui/canvas/wire-path';

const from = { x: 100, y: 0 };

describe('the path of a wire', () => {
  it('is straight between cards in a column, its label in the middle at the right', () => {
    const { d, label } = wirePath(from, { x: 100, y: 26 }, null, 'middle');
    expect(d).toBe('M100 0V26');
    expect(label).toEqual({ x: 110, y: 13, side: 'right' });
  });
  it('puts the label of a bent wire where the wire does not run', () => {
    expect(wirePath(from, { x: 300, y: 60 }, null, 'target').label.side).toBe('right');
    expect(wirePath(from, { x: -100, y: 60 }, null, 'target').label.side).toBe('left');
    expect(wirePath(from, { x: 300, y: 60 }, null, 'source').label.side).toBe('left');
    expect(wirePath(from, { x: -100, y: 60 }, null, 'source').label.side).toBe('right');
  });
  it('runs down its lane, with the label on the outer side', () => {
    const { d, label } = wirePath(from, { x: 100, y: 300 }, -20, 'middle');
    expect(d).toContain('-20 58V242');
    expect(label).toEqual({ x: -30, y: 150, side: 'left' });
  });
  it('loops up to an input that lies above', () => {
    expect(wirePath(from, { x: 100, y: -200 }, null, 'middle').d).toMatch(/^M100 0C100 \d+ 100 -\d+ 100 -200$/);
  });
  it('passes near the points by which it is found', () => {
    const points = pointsOn(from, { x: 100, y: 300 }, -20);
    expect(points[0]).toEqual(from);
    expect(points.at(-1)).toEqual({ x: 100, y: 300 });
    expect(points[6]?.x).toBeCloseTo(-20);
  });
});

describe('how a tensor is drawn', () => {
  it('widens its wire with the logarithm of its values', () => {
    expect(wireWidth(1)).toBe(1.2);
    expect(wireWidth(4704)).toBeCloseTo(1.2 + 0.26 * Math.log2(4704));
    expect(wireWidth(null)).toBeGreaterThan(0);
  });
  it('shows images tall, vectors long, and nothing where a size is unknown', () => {
    const image = volumeOf([28, 28, 6]);
    const vector = volumeOf([400]);
    expect(image && vector && image.height > vector.height).toBe(true);
    expect(vector && vector.width > vector.height).toBe(true);
    expect(volumeOf([null, 28, 6])).toBeNull();
    expect(volumeOf([2, 3, 4, 5])).toBeNull();
  });
  it('fits between two cards up to the largest photographs', () => {
    for (const size of [1, 28, 224, 572]) expect(volumeOf([size, size, 64])?.height).toBeLessThanOrEqual(30);
  });
});
