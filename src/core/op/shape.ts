/** One axis of a tensor: its length, or `null` where it is not known yet (written `?`). */
export type Dim = number | null;

/** A tensor's shape without the batch axis: `[height, width, channels]` for an image, `[features]` for a vector. */
export type Shape = readonly Dim[];

/** The shape of an image or of a stack of feature maps, channels last. */
export type ImageShape = readonly [height: Dim, width: Dim, channels: Dim];

/** `[28, 28, 6]` as `28×28×6`, unknown lengths as `?`, a scalar as `1`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? '1' : shape.map(d => d ?? '?').join('×');
}

/** Number of values in one sample, or `null` when an axis is unknown. */
export function sizeOf(shape: Shape): number | null {
  let size = 1;
  for (const d of shape) {
    if (d === null) return null;
    size *= d;
  }
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a === b || (a.length === b.length && a.every((d, i) => d === b[i]));
}

/** True when both lengths are equal, or when one of them is unknown and might be. */
export const mayEqual = (a: Dim, b: Dim): boolean => a === null || b === null || a === b;

/** Applies `f` when all lengths are known; an unknown one makes the result unknown. */
export function whenKnown(dims: readonly Dim[], f: (...known: number[]) => number): Dim {
  const known: number[] = [];
  for (const d of dims) {
    if (d === null) return null;
    known.push(d);
  }
  return f(...known);
}
