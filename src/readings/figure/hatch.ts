import type { Hatch } from './ink';
import type { Box, Segment } from './scene';

/** The lines of a hatching, cut off at the edges of a box. Dots are very short lines with round ends left to the width. */
export function hatching({ x, y, width, height }: Box, hatch: Hatch, pitch: number): readonly Segment[] {
  switch (hatch) {
    case 'none':
      return [];
    case 'level':
      return steps(height, pitch).flatMap(at => line(x, y + at, x + width, y + at));
    case 'upright':
      return steps(width, pitch).flatMap(at => line(x + at, y, x + at, y + height));
    case 'grid':
      return [
        ...hatching({ x, y, width, height }, 'level', pitch),
        ...hatching({ x, y, width, height }, 'upright', pitch),
      ];
    case 'rising':
      return slanted(x, y, width, height, pitch, true);
    case 'falling':
      return slanted(x, y, width, height, pitch, false);
    case 'cross':
      return [...slanted(x, y, width, height, pitch, true), ...slanted(x, y, width, height, pitch, false)];
    case 'dots':
      return steps(height, pitch).flatMap((down, row) =>
        steps(width, pitch).flatMap(along => {
          const at = x + along + (row % 2 === 0 ? -pitch / 4 : pitch / 4);
          const half = pitch / 6;
          return at - half > x && at + half < x + width ? line(at - half, y + down, at + half, y + down) : [];
        }),
      );
  }
}

/** Evenly spread places inside a length, about `pitch` apart, none at its ends. */
function steps(length: number, pitch: number): readonly number[] {
  const count = Math.max(1, Math.round(length / pitch) - 1);
  return Array.from({ length: count }, (_, i) => (length * (i + 1)) / (count + 1));
}

const line = (x1: number, y1: number, x2: number, y2: number): readonly Segment[] => [
  ['M', x1, y1],
  ['L', x2, y2],
];

/** Lines at 45°: `rising` go up to the right. */
function slanted(x: number, y: number, w: number, h: number, pitch: number, rising: boolean): readonly Segment[] {
  const apart = pitch * Math.SQRT2;
  const lines: Segment[] = [];
  // On each line, the distances from the left edge and from one horizontal edge add up to `sum`.
  for (let sum = apart / 2; sum < w + h; sum += apart) {
    const left = Math.max(0, sum - h);
    const right = Math.min(w, sum);
    const height = (along: number): number => (rising ? y + sum - along : y + h - (sum - along));
    lines.push(...line(x + left, height(left), x + right, height(right)));
  }
  return lines;
}
