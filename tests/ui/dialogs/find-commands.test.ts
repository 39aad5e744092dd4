import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/ui/commands/command';
import { findCommands } from '../../../src/ui/dialogs/find-commands';

const command = (title: string, words?: string): Command => ({
  id: title,
  title,
  group: 'View',
  ...(words === undefined ? {} : { words }),
  run: () => undefined,
});
const table = [
  command('Fit the graph into view', 'zoom all'),
  command('Show at 100 %', 'zoom actual size'),
  command('Zoom in'),
  command('Remove and heal the chain', 'delete erase'),
];
const found = (query: string): readonly string[] => findCommands(table, query).map(c => c.title);

describe('finding a command', () => {
  it('puts what begins so first, then other words for it', () => {
    expect(found('zoom')).toEqual(['Zoom in', 'Fit the graph into view', 'Show at 100 %']);
    expect(found('delete')).toEqual(['Remove and heal the chain']);
  });
  it('takes words in any order, begun or whole', () => {
    expect(found('view fit')).toEqual(['Fit the graph into view']);
    expect(found('heal rem')).toEqual(['Remove and heal the chain']);
  });
  it('finds all for nothing, and nothing for nonsense', () => {
    expect(found('  ')).toHaveLength(4);
    expect(found('qqq')).toEqual([]);
  });
});
