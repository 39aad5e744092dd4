import { formatShape, type Shape, sameShape, sizeOf } from '../../core/op/shape';
import type { Sized } from './row';

export const UNKNOWN: Sized = { text: '?', known: false, values: null };
const NONE: Sized = { text: '', known: true, values: null };

/**
 * Tensors as one cell shows them: `35×35×192`; several of one size as `2 × 56×56×64`, maps that differ in channels as
 * `35×35×(64 + 64 + 96)`.
 */
export function sizesOf(shapes: readonly (Shape | null)[]): Sized {
  const [first] = shapes;
  if (first === undefined) return NONE;
  const known = shapes.filter(s => s !== null);
  if (known.length === 0) return UNKNOWN;
  const text = known.length < shapes.length ? shapes.map(s => (s ? formatShape(s) : '?')).join(', ') : together(known);
  const sizes = shapes.map(s => s && sizeOf(s));
  const complete = sizes.every(s => s !== null);
  return {
    text,
    known: known.length === shapes.length,
    values: complete ? sizes.reduce((sum, s) => sum + (s ?? 0), 0) : null,
  };
}

function together(shapes: readonly Shape[]): string {
  const [first] = shapes;
  if (!first) return '';
  if (shapes.length === 1) return formatShape(first);
  if (shapes.every(s => sameShape(s, first))) return `${shapes.length} × ${formatShape(first)}`;
  const grid = first.slice(0, -1);
  const alike = grid.length > 0 && shapes.every(s => sameShape(s.slice(0, -1), grid));
  if (!alike) return shapes.map(formatShape).join(', ');
  return `${formatShape(grid)}×(${shapes.map(s => s.at(-1) ?? '?').join(' + ')})`;
}
