import { describe, expect, it } from 'vitest';
import { isArrow, neighbour } from '../../../src/ui/palette/neighbour';

// Two columns under two headings: 0 1 / 2, then 3 4.
const boxes = [
  { left: 0, top: 0 },
  { left: 100, top: 0 },
  { left: 0, top: 30 },
  { left: 0, top: 90 },
  { left: 100, top: 90 },
];

describe('arrow keys in the palette', () => {
  it('go along the row and on to the next', () => {
    expect(neighbour(boxes, 0, 'ArrowRight')).toBe(1);
    expect(neighbour(boxes, 1, 'ArrowRight')).toBe(2);
    expect(neighbour(boxes, 3, 'ArrowLeft')).toBe(2);
  });
  it('go down the column where it goes on, across headings', () => {
    expect(neighbour(boxes, 0, 'ArrowDown')).toBe(2);
    expect(neighbour(boxes, 1, 'ArrowDown')).toBe(2);
    expect(neighbour(boxes, 2, 'ArrowDown')).toBe(3);
    expect(neighbour(boxes, 4, 'ArrowUp')).toBe(2);
  });
  it('stop at the edges', () => {
    expect(neighbour(boxes, 0, 'ArrowLeft')).toBeNull();
    expect(neighbour(boxes, 0, 'ArrowUp')).toBeNull();
    expect(neighbour(boxes, 4, 'ArrowDown')).toBeNull();
    expect(neighbour(boxes, -1, 'ArrowDown')).toBeNull();
  });
  it('are the four of them', () => {
    expect(['ArrowUp', 'ArrowLeft', 'Enter', 'Arrow'].map(isArrow)).toEqual([true, true, false, false]);
  });
});
