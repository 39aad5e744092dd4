import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/ui/commands/command';
import type { KeyPress } from '../../../src/ui/commands/keys';
import { commandFor, type Focus, isForCommands } from '../../../src/ui/commands/pressed-command';

const press = (key: string, ctrlKey = false): KeyPress => ({
  key,
  code: '',
  ctrlKey,
  metaKey: false,
  shiftKey: false,
  altKey: false,
});
const heard = (focus: Focus, key: string, ctrl = false): boolean => isForCommands(focus, press(key, ctrl), false);

describe('while text is typed', () => {
  it('letters and the keys that edit text stay the field’s', () => {
    for (const key of ['f', '?', '1', 'Delete', 'Enter', 'ArrowDown']) expect(heard('text', key), key).toBe(false);
    for (const key of ['a', 'c', 'v', 'x', 'z', 'y']) expect(heard('text', key, true), `Ctrl+${key}`).toBe(false);
  });
  it('commands with Ctrl still work', () => {
    for (const key of ['k', 's', 'o', 'e', 'Enter']) expect(heard('text', key, true), `Ctrl+${key}`).toBe(true);
  });
  it('in a field of the inspector, undo is the document’s', () => {
    expect(heard('document-field', 'z', true)).toBe(true);
    expect(heard('document-field', 'y', true)).toBe(true);
    expect(heard('document-field', 'c', true)).toBe(false);
    expect(heard('document-field', 'z')).toBe(false);
  });
});

describe('elsewhere', () => {
  it('a button keeps the keys that press it, and in a panel those that scroll', () => {
    for (const key of ['Enter', ' ', 'Tab', 'ArrowDown', 'Delete']) expect(heard('control', key), key).toBe(false);
    expect(heard('control', 'f')).toBe(true);
    expect(heard('canvas-control', 'Enter')).toBe(false);
    expect(heard('canvas-control', 'Delete')).toBe(true);
  });
  it('a menu or a dialog keeps plain keys', () => {
    expect(heard('layer', 'f')).toBe(false);
    expect(heard('layer', 'Delete')).toBe(false);
    expect(heard('layer', 'k', true)).toBe(true);
  });
  it('Tab reaches the page’s controls unless the person is on the canvas', () => {
    expect(heard('page', 'Tab')).toBe(false);
    expect(heard('canvas', 'Tab')).toBe(true);
    expect(heard('page', 'f')).toBe(true);
  });
});

describe('the command of a key press', () => {
  const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
    id,
    title: id,
    group: 'Edit',
    keys,
    run: () => undefined,
    ...more,
  });
  it('is the first that is enabled', () => {
    const table = [command('off', ['F'], { when: () => false }), command('on', ['G', 'F']), command('late', ['F'])];
    expect(commandFor(table, press('f'), false)?.id).toBe('on');
    expect(commandFor(table, press('x'), false)).toBeUndefined();
  });
  it('leaves to the browser what it does itself', () => {
    const table = [command('copy', ['Mod+C'], { native: true })];
    expect(commandFor(table, press('c', true), false)).toBeUndefined();
  });
});
