import type { LucideIcon } from 'lucide-react';

export type CommandGroup = 'File' | 'Edit' | 'Add' | 'View' | 'Train' | 'Help';

/** One thing a person can do. Menus, buttons, shortcuts, tooltips, the command palette and the shortcut sheet read it from here. */
export interface Command {
  /** `edit.undo` */
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** `Mod+Z`: Mod is Ctrl, or Command on a Mac. The first one is shown. */
  readonly keys?: readonly string[];
  /** The browser itself answers these keys (the clipboard's); the keyboard leaves them to it. */
  readonly native?: true;
  readonly icon?: LucideIcon;
  /** Other words that people search for. */
  readonly words?: string;
  /** Enabled when absent or true; read at the time of asking. */
  when?(): boolean;
  run(): void | Promise<void>;
}
