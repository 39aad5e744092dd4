import { Menu } from '@base-ui/react/menu';
import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { type Theme, useView } from '../../state/view';
import { IconButton } from '../parts/Button';
import styles from './menu.module.css';

const THEMES = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'As the system', Icon: Monitor },
] as const satisfies readonly { readonly value: Theme; readonly label: string; readonly Icon: unknown }[];

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const theme = useView(s => s.theme);
  const { Icon } = THEMES.find(t => t.value === theme) ?? THEMES[2];
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <IconButton aria-label="Theme" title="Theme">
            <Icon size={16} aria-hidden="true" />
          </IconButton>
        }
      />
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
