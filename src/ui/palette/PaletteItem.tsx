import { moduleOf } from '../../core/document/architecture';
import { usePaletteDrag } from '../canvas/palette-drag';
import { Glyph } from '../parts/Glyph';
import type { PaletteEntry } from './groups';
import styles from './Palette.module.css';

/** An operation's label of so many letters is never cut off. */
const ROOM = 12;

/** An operation to drag onto the canvas, or to add by a click. Arrow keys move between items; one is a tab stop. */
export function PaletteItem({ entry, tabStop }: { readonly entry: PaletteEntry; readonly tabStop: boolean }) {
  const drag = usePaletteDrag(entry.op);
  return (
    <button
      type="button"
      className={styles.item}
      tabIndex={tabStop ? 0 : -1}
      data-op={entry.op}
      data-long={moduleOf(entry.op) !== null || entry.label.length > ROOM}
      data-tip-more={entry.op}
      {...drag}
    >
      <Glyph op={entry.op} size={22} />
      <span>{entry.label}</span>
    </button>
  );
}
