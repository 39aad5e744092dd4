import { describe, expect, it } from 'vitest';
import { parseShortcut } from '../../../src/ui/commands/keys';
import { COMMANDS, findCommand, isEnabled } from '../../../src/ui/commands/table';

describe('the command table', () => {
  it('names every command once', () => {
    const ids = COMMANDS.map(c => c.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title } of COMMANDS) expect(title, id).not.toMatch(/^\s*$|!/);
    expect(findCommand('edit.undo')?.title).toBe('Undo');
  });
  it('gives no key to two commands, but for Escape, which ends the nearest thing that can be ended', () => {
    const keys = COMMANDS.flatMap(c =>
      (c.keys ?? []).filter(k => k !== 'Escape').map(k => JSON.stringify(parseShortcut(k))),
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const c of COMMANDS.filter(c => c.keys?.includes('Escape'))) expect(c.when, c.id).toBeDefined();
  });
  it('has the shortcuts that people know', () => {
    const known = { 'edit.undo': 'Mod+Z', 'edit.redo': 'Mod+Shift+Z', 'file.open': 'Mod+O', 'file.save': 'Mod+S' };
    for (const [id, keys] of Object.entries(known)) expect(findCommand(id)?.keys, id).toContain(keys);
    expect(findCommand('help.commands')?.keys).toContain('Mod+K');
    expect(findCommand('train.start')?.keys).toContain('Mod+Enter');
  });
  it('greys what makes no sense on an empty document', () => {
    for (const id of ['edit.undo', 'edit.redo', 'edit.delete', 'file.new', 'train.start']) {
      const command = findCommand(id);
      expect(command && isEnabled(command), id).toBe(false);
    }
  });
});
