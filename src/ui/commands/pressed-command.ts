import type { Command } from './command';
import { type KeyPress, matchesShortcut, parseShortcut } from './keys';

/** What kind of element has the focus, as far as it has a use for keys of its own. */
export type Focus =
  /** Text is typed into it. */
  | 'text'
  /** A field of the inspector, whose undo is the document's. */
  | 'document-field'
  /** A button, a link or a tab of a panel: what moves, presses or deletes is its own. */
  | 'control'
  /** A button on the canvas: Enter, Space and Tab are its own. */
  | 'canvas-control'
  /** A menu, a list or a dialog: plain keys are its own. */
  | 'layer'
  | 'canvas'
  | 'page';

/** Keys with which text is edited, which must stay the field's. */
const TEXT_KEYS = new Set(['a', 'c', 'v', 'x', 'z', 'y', 'Backspace', 'Delete', 'Enter']);
const PRESSING = new Set(['Enter', ' ', 'Tab']);

/** Whether a key press may be a command where the focus is. */
export function isForCommands(focus: Focus, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  switch (focus) {
    case 'text':
      return mod && (!TEXT_KEYS.has(key) || key === 'Enter');
    case 'document-field':
      return mod && (!TEXT_KEYS.has(key) || ['z', 'y', 'Enter'].includes(key));
    case 'layer':
      return mod && key !== 'Enter';
    case 'control':
      return mod || (key.length === 1 && !PRESSING.has(key));
    case 'canvas-control':
      return mod || !PRESSING.has(key);
    case 'page':
      // Tab must be able to reach the page's first control.
      return key !== 'Tab';
    case 'canvas':
      return true;
  }
}

/** The enabled command of a key press; the first in the table where two share a key. */
export function commandFor(commands: readonly Command[], press: KeyPress, mac: boolean): Command | undefined {
  const fits = (keys: string): boolean => matchesShortcut(parseShortcut(keys), press, mac);
  return commands.find(c => !c.native && c.keys?.some(fits) && (c.when?.() ?? true));
}
