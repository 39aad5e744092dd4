import { type Refusal, refuse } from '../core/op/operation';
import { formatShape, type Shape, sizeOf } from '../core/op/shape';

/** Beyond this many values no runtime can index a tensor, and products of sizes stop being exact. */
const MOST_VALUES = 2 ** 31;

/** `1234567` as `1,234,567`. */
export const grouped = (n: number): string => n.toLocaleString('en-US');

/** The shape itself, or a refusal when one sample of it would hold more than 2³¹ values. */
export function bounded(shape: Shape): Shape | Refusal {
  const size = sizeOf(shape);
  return size === null || size <= MOST_VALUES
    ? shape
    : refuse('too-large', `The output would be ${formatShape(shape)}, ${grouped(size)} values for one sample`, {
        why: `No more than ${grouped(MOST_VALUES)} values can be held in one tensor.`,
      });
}

/** A refusal when a weight tensor of this shape would hold more than 2³¹ values, else `null`. */
export function tooManyWeights(shape: Shape): Refusal | null {
  const size = sizeOf(shape);
  return size === null || size <= MOST_VALUES
    ? null
    : refuse('too-large', `The weights would be ${formatShape(shape)}, ${grouped(size)} values`, {
        why: `No more than ${grouped(MOST_VALUES)} values can be held in one tensor.`,
      });
}
