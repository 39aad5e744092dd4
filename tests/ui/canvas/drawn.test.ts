import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, GridIndex } from '../../../src/ui/canvas/drawn/grid-index';
import { accented } from '../../../src/ui/canvas/modules/accented';

describe('finding boxes by place', () => {
  const box = fc.record({
    x: fc.integer({ min: -3000, max: 3000 }),
    y: fc.integer({ min: -3000, max: 3000 }),
    width: fc.integer({ min: 1, max: 1500 }),
    height: fc.integer({ min: 1, max: 600 }),
  });
  const touches = (a: Area, b: Area): boolean =>
    a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;

  it('gives what comparing with each would', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 40 }), box, (boxes, area) => {
        const index = new GridIndex(boxes);
        expect(new Set(index.within(area))).toEqual(new Set(boxes.filter(b => touches(b, area))));
        const hit = boxes.findLast(
          b => area.x >= b.x && area.x <= b.x + b.width && area.y >= b.y && area.y <= b.y + b.height,
        );
        expect(index.at(area.x, area.y)).toBe(hit ?? null);
      }),
      { numRuns: 500 },
    );
  });

  it('stops at as many as are asked for', () => {
    const boxes = Array.from({ length: 50 }, (_, i) => ({ x: i * 10, y: 0, width: 5, height: 5 }));
    expect(new GridIndex(boxes).within({ x: 0, y: 0, width: 900, height: 10 }, 7).size).toBe(7);
  });
});

describe('bound values in a notation', () => {
  const written = (notation: string, ...values: readonly string[]): string =>
    accented(notation, values)
      .map(p => (p.bound ? `[${p.text}]` : p.text))
      .join('');

  it('are marked as words of their own, the last of equal ones', () => {
    expect(written('1×1, 64', '64')).toBe('1×1, [64]');
    expect(written('64, 64', '64')).toBe('64, [64]');
    expect(written('3×3 / 2, 96', '3×3', '96')).toBe('[3×3] / 2, [96]');
  });

  it('are left alone inside other words', () => {
    expect(written('1×1, 164', '64')).toBe('1×1, 164');
    expect(written('7×7, 32', '7')).toBe('7×7, 32');
    expect(written('flatten', '')).toBe('flatten');
  });
});
