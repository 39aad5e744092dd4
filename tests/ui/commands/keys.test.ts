import { describe, expect, it } from 'vitest';
import { type KeyPress, matchesShortcut, parseShortcut, showShortcut } from '../../../src/ui/commands/keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const matches = (shortcut: string, pressed: KeyPress, mac = false): boolean =>
  matchesShortcut(parseShortcut(shortcut), pressed, mac);

describe('a shortcut', () => {
  it('takes Ctrl for Mod, and Command on a Mac', () => {
    expect(matches('Mod+Z', press('z', { ctrlKey: true }))).toBe(true);
    expect(matches('Mod+Z', press('z', { ctrlKey: true }), true)).toBe(false);
    expect(matches('Mod+Z', press('z', { metaKey: true }), true)).toBe(true);
    expect(matches('Mod+Z', press('z', { metaKey: true }))).toBe(false);
  });

  it('tells Shift and Alt apart', () => {
    expect(matches('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches('Alt+ArrowUp', press('ArrowUp', { altKey: true }))).toBe(true);
    expect(matches('ArrowUp', press('ArrowUp', { altKey: true }))).toBe(false);
  });

  it('takes a symbol however the keyboard makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('/', press('/'))).toBe(true);
    expect(matches('/', press('/', { shiftKey: true }))).toBe(true);
    expect(matches('+', press('+', { shiftKey: true }))).toBe(true);
    expect(matches('Mod++', press('+', { ctrlKey: true }))).toBe(true);
  });

  it('finds a letter by its place where the layout is not Latin', () => {
    expect(matches('Mod+Z', press('я', { ctrlKey: true, code: 'KeyZ' }))).toBe(true);
    expect(matches('F', press('а', { code: 'KeyF' }))).toBe(true);
    expect(matches('F', press('f', { code: 'KeyU' }))).toBe(true);
  });

  it('is written as people read it', () => {
    expect(showShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(showShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(showShortcut('Alt+ArrowLeft', false)).toBe('Alt+←');
    expect(showShortcut('Delete', false)).toBe('Del');
    expect(showShortcut('?', false)).toBe('?');
  });
});
