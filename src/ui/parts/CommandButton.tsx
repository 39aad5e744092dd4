import { runCommand } from '../commands/table';
import { useCommand } from '../commands/use-command';
import { IconButton } from './Button';
import { Tip } from './Tip';

/** A command of the table as a square button: its picture, with title and shortcut on hover. */
export function CommandButton({ id }: { readonly id: string }) {
  const found = useCommand(id);
  if (!found) return null;
  const { command, enabled } = found;
  const Icon = command.icon;
  return (
    <Tip text={command.title} keys={command.keys?.[0]}>
      <IconButton aria-label={command.title} aria-disabled={!enabled} onClick={() => runCommand(command)}>
        {Icon && <Icon size={16} aria-hidden="true" />}
      </IconButton>
    </Tip>
  );
}
