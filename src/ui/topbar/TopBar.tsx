import { ChevronDown, Download, PanelLeft, PanelRight } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useView } from '../../state/view';
import { runCommand } from '../commands/table';
import { useCommand } from '../commands/use-command';
import { useNarrow } from '../narrow';
import { Button, IconButton } from '../parts/Button';
import { CommandButton } from '../parts/CommandButton';
import { Tip } from '../parts/Tip';
import { DocumentTitle } from './DocumentTitle';
import { LateMenu } from './LateMenu';
import { Logo } from './Logo';
import { ReadingSwitch } from './ReadingSwitch';
import { SavingState } from './SavingState';
import styles from './TopBar.module.css';
import { THEMES } from './themes';

const loadFileMenu = () => import('./FileMenu');
const loadThemeMenu = () => import('./ThemeMenu');

const FILE = (
  <Button>
    File
    <ChevronDown size={12} aria-hidden="true" />
  </Button>
);

function ThemeButton(props: ComponentProps<'button'>) {
  const theme = useView(s => s.theme);
  const { Icon } = THEMES.find(t => t.value === theme) ?? THEMES[2];
  return (
    <IconButton {...props} aria-label="Theme">
      <Icon size={16} aria-hidden="true" />
    </IconButton>
  );
}

/** Name, document, readings, and what can be done with the whole. */
export function TopBar() {
  const narrow = useNarrow();
  return (
    <div className={styles.bar}>
      <div className={styles.start}>
        {narrow && <SheetButton sheet="palette" label="Operations" />}
        <span className={styles.brand}>
          <Logo />
          <span>Netloom</span>
        </span>
        <DocumentTitle />
        <SavingState />
      </div>
      <ReadingSwitch />
      <div className={styles.end}>
        <CommandButton id="edit.undo" />
        <CommandButton id="edit.redo" />
        <LateMenu face={FILE} load={loadFileMenu} />
        <ExportButton />
        <LateMenu face={<ThemeButton />} load={loadThemeMenu} />
        {narrow && <SheetButton sheet="inspector" label="Inspector" />}
      </div>
    </div>
  );
}

function ExportButton() {
  const found = useCommand('file.export');
  if (!found) return null;
  const { command } = found;
  return (
    <Tip text="Take the network away as a file" keys={command.keys?.[0]}>
      <Button className={styles.export} onClick={() => runCommand(command)}>
        <Download size={14} className={styles.exportIcon} aria-hidden="true" />
        <span>Export</span>
      </Button>
    </Tip>
  );
}

function SheetButton({ sheet, label }: { readonly sheet: 'palette' | 'inspector'; readonly label: string }) {
  const open = useView(s => s.sheet === sheet);
  const Icon = sheet === 'palette' ? PanelLeft : PanelRight;
  return (
    <IconButton
      aria-label={label}
      title={label}
      aria-expanded={open}
      onClick={() => useView.getState().setSheet(open ? null : sheet)}
    >
      <Icon size={17} aria-hidden="true" />
    </IconButton>
  );
}
