import type { Command } from '../commands/command';

/** How well a command answers a query: smaller is better, `null` not at all. */
function rank(command: Command, query: string): number | null {
  const title = command.title.toLowerCase();
  if (title.startsWith(query)) return 0;
  const words = query.split(/\s+/).filter(Boolean);
  const inTitle = words.filter(w => title.split(/[\s,]+/).some(t => t.startsWith(w))).length;
  if (inTitle === words.length) return 1;
  if (title.includes(query)) return 2;
  const all = `${title} ${command.group.toLowerCase()} ${command.words?.toLowerCase() ?? ''}`;
  return words.every(w => all.includes(w)) ? 3 : null;
}

/** The commands that answer a query, best first, in the table's order where they answer equally; all for an empty one. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return commands;
  return commands
    .flatMap(command => {
      const place = rank(command, wanted);
      return place === null ? [] : [{ command, place }];
    })
    .sort((a, b) => a.place - b.place)
    .map(found => found.command);
}
