import { type Refusal, refuse } from '../core/op/operation';
import { type Dim, formatShape, type Shape } from '../core/op/shape';
import { alignMends } from './aligning';
import { bounded } from './limits';

/**
 * The shape of an elementwise operation on several tensors, as Keras merges them: aligned at the last axis, an axis of
 * length 1 (or a missing one) is repeated. Refuses lengths that differ otherwise.
 * `ports` names the inputs, as mends refer to them.
 */
export function broadcastShape(title: string, shapes: readonly Shape[], ports: readonly string[]): Shape | Refusal {
  const rank = Math.max(...shapes.map(s => s.length));
  const merged: Dim[] = [];
  for (let axis = -rank; axis < 0; axis++) {
    const lengths = shapes.map(s => s.at(axis)).filter(d => d !== undefined && d !== 1);
    const known = lengths.filter(d => d !== null && d !== undefined);
    const length = known[0] ?? (lengths.length > 0 ? null : 1);
    if (known.some(d => d !== length)) return refusesShapes(title, shapes, ports);
    merged.push(length);
  }
  return bounded(merged);
}

function refusesShapes(title: string, shapes: readonly Shape[], ports: readonly string[]): Refusal {
  const written = shapes.map(formatShape);
  const list = `${written.slice(0, -1).join(', ')} and ${written.at(-1)}`;
  return refuse('shape-mismatch', `${title} needs equal shapes, got ${list}`, {
    why: 'Value is matched with value; only an axis of length 1 is repeated to fit.',
    mends: alignMends(shapes, ports),
  });
}
