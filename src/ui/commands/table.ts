import { addCommands } from './add';
import { canvasCommands } from './canvas';
import type { Command } from './command';
import { editCommands } from './edit';
import { figureCommands } from './figure';
import { fileCommands } from './file';
import { helpCommands } from './help';
import { moduleCommands } from './module';
import { tableReadingCommands } from './table-reading';
import { trainCommands } from './train';
import { viewCommands } from './view';

/** Everything that a person can do by name, in the order of the shortcut sheet. */
export const COMMANDS: readonly Command[] = [
  ...fileCommands,
  ...figureCommands,
  ...editCommands,
  ...moduleCommands,
  ...addCommands,
  ...canvasCommands,
  ...viewCommands,
  ...tableReadingCommands,
  ...trainCommands,
  ...helpCommands,
];

const byId = new Map(COMMANDS.map(c => [c.id, c]));

export const findCommand = (id: string): Command | undefined => byId.get(id);

export const isEnabled = (command: Command): boolean => command.when?.() ?? true;

/** Runs a command if it is enabled. What it throws reaches the browser's console, not the person's next command. */
export function runCommand(command: Command): void {
  if (isEnabled(command)) void command.run();
}
