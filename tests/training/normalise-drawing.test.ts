import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseDrawing } from '../../src/training/datasets/normalise-drawing';

/** A filled rectangle on a drawing of 200 × 200. */
function bar(left: number, top: number, width: number, height: number): Float32Array {
  const ink = new Float32Array(200 * 200);
  for (let r = top; r < top + height; r++) ink.fill(1, r * 200 + left, r * 200 + left + width);
  return ink;
}
const inked = (image: Float32Array): number => image.reduce((n, v) => n + (v > 0.5 ? 1 : 0), 0);

describe('a drawing made ready for a network that learned MNIST', () => {
  it('scales the inked part to a box of 20 pixels', () => {
    const image = normaliseDrawing(bar(90, 20, 16, 160), 200, 200);
    const rows = Array.from({ length: 28 }, (_, r) => image.subarray(r * 28, (r + 1) * 28).some(v => v > 0.5));
    expect(rows.filter(Boolean)).toHaveLength(20);
    expect(inked(image)).toBe(40);
  });

  it('gives the same image wherever the digit was drawn', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(60), (left, top) => {
        expect(normaliseDrawing(bar(left, top, 40, 120), 200, 200)).toEqual(
          normaliseDrawing(bar(3, 5, 40, 120), 200, 200),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('puts the centre of mass in the middle', () => {
    const image = normaliseDrawing(bar(10, 150, 150, 30), 200, 200);
    let [mass, x, y] = [0, 0, 0];
    image.forEach((v, i) => {
      mass += v;
      x += v * ((i % 28) + 0.5);
      y += v * (Math.floor(i / 28) + 0.5);
    });
    expect(Math.abs(x / mass - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y / mass - 14)).toBeLessThanOrEqual(0.5);
  });

  it('is blank for an empty drawing', () => {
    expect(normaliseDrawing(new Float32Array(100), 10, 10).every(v => v === 0)).toBe(true);
  });
});
