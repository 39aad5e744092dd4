/** A shortcut as the command table writes it (`Mod+Shift+Z`), taken apart. */
export interface Shortcut {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** As in `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
}

/** The part of a keyboard event that decides which shortcut it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** `Mod+Shift+Z` taken apart. `+` itself is written `Mod++`. */
export function parseShortcut(text: string): Shortcut {
  const parts = text.endsWith('+') ? [...text.slice(0, -1).split('+').filter(Boolean), '+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const mods = new Set(parts.slice(0, -1));
  return {
    mod: mods.has('Mod'),
    shift: mods.has('Shift'),
    alt: mods.has('Alt'),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

/** The letter or digit that a key gives, by place where the layout is not Latin: `Z` for the key at `KeyZ`. */
function latinKey({ key, code }: KeyPress): string {
  if (key.length !== 1) return key;
  const ascii = key >= ' ' && key <= '~';
  return (!ascii && /^(Key|Digit)/.test(code) ? code.replace(/^(Key|Digit)/, '') : key).toLowerCase();
}

/** Whether a key press is this shortcut. On a Mac, Mod is Command. */
export function matchesShortcut(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  // `?` and `/` need Shift on some keyboards and not on others, so a symbol stands for itself.
  const symbol = shortcut.key.length === 1 && !/[a-z0-9]/.test(shortcut.key);
  return (
    latinKey(press) === shortcut.key &&
    mod === shortcut.mod &&
    !otherMod &&
    press.altKey === shortcut.alt &&
    (symbol || press.shiftKey === shortcut.shift)
  );
}

const WORDS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  ' ': 'Space',
};
const MAC_WORDS: Readonly<Record<string, string>> = { Enter: '⏎', Backspace: '⌫', Delete: '⌦' };

/** A shortcut as people read it: `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function showShortcut(text: string, mac: boolean): string {
  const { mod, shift, alt, key } = parseShortcut(text);
  const word = (mac ? MAC_WORDS[key] : undefined) ?? WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${word}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', word].filter(Boolean).join('+');
}

/** Whether this machine's command key is Command. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
