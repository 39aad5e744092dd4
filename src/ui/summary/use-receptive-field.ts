import { type ReceptiveField, receptiveFields } from '../../core/analysis/receptiveFields';
import type { NodeId } from '../../core/document/architecture';
import { useEditor } from '../../state/editor';

/** A single pixel is what a value of the input sees, which nobody needs to be told. */
const show = ({ size: [height, width] }: ReceptiveField): string | null =>
  height * width === 1 ? null : `${height}×${width} px`;

/**
 * What one value that a node makes sees of the input, `14×14 px`; `null` where that has no meaning. Without a path: the
 * largest of the whole model.
 */
export function useReceptiveField(path?: readonly NodeId[]): string | null {
  const fields = receptiveFields(useEditor(s => s.facts));
  if (path) {
    const field = fields.get(path.join('/'));
    return field ? show(field) : null;
  }
  let largest: ReceptiveField | null = null;
  for (const field of fields.values()) {
    if (field && (!largest || field.size[0] * field.size[1] > largest.size[0] * largest.size[1])) largest = field;
  }
  return largest && show(largest);
}
