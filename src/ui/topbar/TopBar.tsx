import { Download, PanelLeft, PanelRight } from 'lucide-react';
import { useView } from '../../state/view';
import { runCommand } from '../commands/table';
import { useCommand } from '../commands/use-command';
import { useNarrow } from '../narrow';
import { Button, IconButton } from '../parts/Button';
import { CommandButton } from '../parts/CommandButton';
import { Tip } from '../parts/Tip';
import { DocumentTitle } from './DocumentTitle';
import { FileMenu } from './FileMenu';
import { Logo } from './Logo';
import { ReadingSwitch } from './ReadingSwitch';
import { SavingState } from './SavingState';
import { ThemeMenu } from './ThemeMenu';
import styles from './TopBar.module.css';

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
        <FileMenu />
        <ExportButton />
        <ThemeMenu />
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
