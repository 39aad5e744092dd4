import { useEditor } from '../../state/editor';
import type { Command } from './command';
import { findCommand, isEnabled } from './table';

/** A command with whether it can be run now; follows the editor. `null` when there is none of that id. */
export function useCommand(id: string): { readonly command: Command; readonly enabled: boolean } | null {
  const command = findCommand(id);
  const enabled = useEditor(() => command !== undefined && isEnabled(command));
  return command ? { command, enabled } : null;
}
