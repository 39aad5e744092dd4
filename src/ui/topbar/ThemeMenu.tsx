import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useView } from '../../state/view';
import styles from '../parts/menu.module.css';
import type { MenuProps } from './LateMenu';
import { THEMES } from './themes';
import { useOpening } from './use-opening';

/** Light, dark, or as the system has it. */
export default function ThemeMenu({ face }: MenuProps) {
  const { open, onOpenChange, trigger } = useOpening();
  const theme = useView(s => s.theme);
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Trigger ref={trigger} render={face} />
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={6} align="end">
          <Menu.Popup className={styles.popup} style={{ minWidth: 168 }}>
            <Menu.RadioGroup
              value={theme}
              onValueChange={next => {
                const chosen = THEMES.find(t => t.value === next);
                if (chosen) useView.getState().setTheme(chosen.value);
              }}
            >
              {THEMES.map(t => (
                <Menu.RadioItem key={t.value} value={t.value} className={styles.item} closeOnClick>
                  <span className={styles.icon}>
                    <t.Icon size={15} aria-hidden="true" />
                  </span>
                  {t.label}
                  <Menu.RadioItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
