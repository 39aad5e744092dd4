import { Menu } from '@base-ui/react/menu';
import { ChevronRight, Shapes } from 'lucide-react';
import type { ReactNode } from 'react';
import { PRESETS } from '../../../presets';
import { CommandItem } from '../parts/CommandItem';
import styles from '../parts/menu.module.css';
import type { MenuProps } from './LateMenu';
import { useOpening } from './use-opening';

/** Documents: new, open, presets, those in this browser, save, export. */
export default function FileMenu({ face }: MenuProps) {
  const { open, onOpenChange, trigger } = useOpening();
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Trigger ref={trigger} render={face} />
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={6} align="end">
          <Menu.Popup className={styles.popup}>
            <CommandItem id="file.new" />
            <CommandItem id="file.open" />
            <Submenu icon={<Shapes size={15} aria-hidden="true" />} title="Presets">
              {PRESETS.map(preset => (
                <CommandItem key={preset.id} id={`file.preset.${preset.id}`} title={preset.title} />
              ))}
            </Submenu>
            <CommandItem id="file.documents" />
            <Menu.Separator className={styles.line} />
            <CommandItem id="file.save" />
            <CommandItem id="file.export" />
            <Menu.Separator className={styles.line} />
            <CommandItem id="help.commands" />
            <CommandItem id="help.shortcuts" />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface SubmenuProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

function Submenu({ icon, title, children }: SubmenuProps) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={styles.item}>
        <span className={styles.icon}>{icon}</span>
        {title}
        <ChevronRight size={13} className={styles.more} aria-hidden="true" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={2} alignOffset={-5}>
          <Menu.Popup className={styles.popup}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
