import { Menu } from '@base-ui/react/menu';
import { ChevronRight, Clock, Shapes } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { PRESETS } from '../../../presets';
import { openRecent, recentDocuments } from '../../state/documents';
import { fitSoon } from '../files/fit-soon';
import { CommandItem } from './CommandItem';
import type { MenuProps } from './LateMenu';
import styles from './menu.module.css';

type Recent = Awaited<ReturnType<typeof recentDocuments>>;

/** Documents: new, open, presets, those in the browser, save, export. */
export default function FileMenu({ face }: MenuProps) {
  const [recent, setRecent] = useState<Recent>([]);
  const list = (): void => void recentDocuments().then(setRecent);
  useEffect(list, []);
  return (
    <Menu.Root defaultOpen onOpenChange={open => open && list()}>
      <Menu.Trigger render={face} />
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
            {recent.length > 0 && (
              <Submenu icon={<Clock size={15} aria-hidden="true" />} title="In this browser">
                {recent.map(({ id, title, savedAt }) => (
                  <Menu.Item key={id} className={styles.item} onClick={() => void openRecent(id).then(fitSoon)}>
                    <span />
                    <span className={styles.entry}>{title}</span>
                    <span className={styles.remark}>{showTime(savedAt)}</span>
                  </Menu.Item>
                ))}
              </Submenu>
            )}
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

/** The time for today, the day for what is older. */
function showTime(at: number): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}
