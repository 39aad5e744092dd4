import type { Padding2d, Sides, Size2d } from '../core/op/params';

/** `[5, 5]` as `5×5`. */
export const formatSize = ([height, width]: Size2d): string => `${height}×${width}`;

/** `[2, 2]` as `2`, `[2, 1]` as `2×1`. */
export const formatPair = ([height, width]: Size2d): string => (height === width ? `${height}` : `${height}×${width}`);

/** `[1, 1, 1, 1]` as `1`, `[3, 3, 0, 0]` as `3×0`, unlike sides as `0, 1, 0, 1`. */
export function formatSides([top, bottom, left, right]: Sides): string {
  return top === bottom && left === right ? formatPair([top, left]) : `${top}, ${bottom}, ${left}, ${right}`;
}

/** `valid`, `same`, or explicit padding as `pad 1`. */
export const formatPadding = (padding: Padding2d): string =>
  typeof padding === 'string' ? padding : `pad ${formatSides(padding)}`;

/** Kernel and stride as the field writes them: `3×3 / 2`, without the stride when it is 1. */
export const formatKernel = (kernel: Size2d, stride: Size2d): string =>
  stride[0] === 1 && stride[1] === 1 ? formatSize(kernel) : `${formatSize(kernel)} / ${formatPair(stride)}`;
