import { Menu } from '@base-ui/react/menu';
import { runCommand } from '../commands/table';
import { useCommand } from '../commands/use-command';
import { Kbd } from './Kbd';
import styles from './menu.module.css';

interface CommandItemProps {
  readonly id: string;
  /** Instead of the command's title, where the menu around it says the rest. */
  readonly title?: string;
  /** Done before the command is. */
  before?(): void;
}

/** A command of the table as a menu's line. */
export function CommandItem({ id, title, before }: CommandItemProps) {
  const found = useCommand(id);
  if (!found) return null;
  const { command, enabled } = found;
  const Icon = command.icon;
  const [keys] = command.keys ?? [];
  const run = (): void => {
    before?.();
    runCommand(command);
  };
  return (
    <Menu.Item className={styles.item} disabled={!enabled} onClick={run}>
      <span className={styles.icon}>{Icon && <Icon size={15} aria-hidden="true" />}</span>
      {title ?? command.title}
      {keys !== undefined && <Kbd keys={keys} />}
    </Menu.Item>
  );
}
