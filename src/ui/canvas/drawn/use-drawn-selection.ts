import { NOTHING, type Selection, useEditor } from '../../../state/editor';
import { MOST_TOUCHED } from './drawn-state';

/**
 * What of the selection is drawn as selected: few selected cards and wires are elements of the page above the drawing,
 * which then needs no drawing again when they are chosen.
 */
export function useDrawnSelection(): Selection {
  return useEditor(({ selection }) =>
    selection.nodes.size > MOST_TOUCHED || selection.wires.size > MOST_TOUCHED ? selection : NOTHING,
  );
}
