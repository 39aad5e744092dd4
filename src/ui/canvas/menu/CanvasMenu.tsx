import { Menu } from '@base-ui/react/menu';
import { Fragment, useEffect, useMemo, useState } from 'react';
import type { Point } from '../../../core/edits/spacing';
import { findCommand, isEnabled } from '../../commands/table';
import { CommandItem } from '../../parts/CommandItem';
import styles from '../../parts/menu.module.css';
import { notePointer, setCanvas } from '../canvas-state';
import type { Pressed } from '../in-hand';

/** Commands in groups; those that make no sense for what is selected are left out. */
const LISTS: Readonly<Record<Pressed, readonly (readonly string[])[]>> = {
  node: [
    ['add.search', 'edit.connect', 'edit.mute'],
    ['module.enter', 'module.unfold', 'module.group', 'module.separate', 'module.unpack'],
    ['edit.copy', 'edit.cut', 'edit.duplicate'],
    ['edit.delete', 'edit.deleteGap'],
  ],
  wire: [['edit.delete']],
  ground: [
    ['add.search', 'edit.paste'],
    ['edit.selectAll', 'edit.layOut', 'module.unfoldAll', 'module.foldAll'],
    ['view.fit', 'view.columns', 'module.leave'],
  ],
};
/** Where a menu says it shorter than the table of commands. */
const TITLES: Readonly<Record<Pressed, Readonly<Record<string, string>>>> = {
  node: {
    'add.search': 'Add after it',
    'edit.connect': 'Connect from top to bottom',
    'edit.mute': 'Mute, or let it work again',
    'module.unfold': 'Unfold in place, or fold',
    'module.separate': 'Make a separate copy',
    'module.unpack': 'Unpack, keep every wire',
  },
  wire: { 'edit.delete': 'Remove the wire' },
  ground: {
    'add.search': 'Add here',
    'edit.paste': 'Paste here',
    'edit.layOut': 'Lay out the graph',
    'view.columns': 'In columns, or as it stands',
  },
};

interface CanvasMenuProps {
  readonly on: Pressed;
  /** Where it was asked for, in the window's pixels. */
  readonly screen: Point;
}

/** What can be done with what a person pressed the other button on. */
export default function CanvasMenu({ on, screen: [x, y] }: CanvasMenuProps) {
  const [open, setOpen] = useState(false);
  // From closed to open, so that it takes the focus and gives it back.
  useEffect(() => setOpen(true), []);
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y]);
  // What is added or pasted goes to where the menu was asked for, not to where its line is.
  const pointThere = (): void => notePointer({ x, y });
  // As it was when asked for: what a command changes shows once the menu is gone.
  const [groups] = useState(() => LISTS[on].map(ids => ids.filter(makesSense)).filter(ids => ids.length > 0));
  return (
    <Menu.Root open={open} onOpenChange={setOpen} onOpenChangeComplete={now => !now && setCanvas({ menu: null })}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} className={styles.positioner} align="start" sideOffset={2}>
          <Menu.Popup className={styles.popup} aria-label={NAMES[on]}>
            {groups.map((ids, i) => (
              <Fragment key={ids[0]}>
                {i > 0 && <Menu.Separator className={styles.line} />}
                {ids.map(id => (
                  <CommandItem
                    key={id}
                    id={id}
                    title={TITLES[on][id] ?? findCommand(id)?.title ?? id}
                    before={pointThere}
                  />
                ))}
              </Fragment>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const NAMES: Readonly<Record<Pressed, string>> = { node: 'Selected nodes', wire: 'Selected wire', ground: 'Graph' };

const makesSense = (id: string): boolean => {
  const command = findCommand(id);
  return command !== undefined && isEnabled(command);
};
