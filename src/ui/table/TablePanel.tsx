import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { findCommand, isEnabled, runCommand } from '../commands/table';
import { Button } from '../parts/Button';
import { Section } from '../parts/Section';
import { TABLE_FORMATS } from './formats';
import styles from './TablePanel.module.css';

/** How long a button says that its text is on the clipboard. */
const SAID_MS = 1600;

/** The right panel's part on taking the table away. */
export default function TablePanel() {
  return (
    <Section title="Table">
      <div className={styles.ways}>
        <span className={styles.way}>Copy</span>
        {TABLE_FORMATS.map(({ id, title }) => (
          <CopyButton key={id} command={`table.copy.${id}`} title={title} />
        ))}
        <span className={styles.way}>Save</span>
        {TABLE_FORMATS.map(({ id, title }) => (
          <TakeButton key={id} command={`table.save.${id}`} title={title} />
        ))}
      </div>
      <p className={styles.note}>As it is shown: what is folded stays folded.</p>
    </Section>
  );
}

interface TakeProps {
  readonly command: string;
  readonly title: string;
}

function TakeButton({ command, title }: TakeProps) {
  const found = findCommand(command);
  if (!found) return null;
  return (
    <Button
      className={styles.take}
      aria-label={found.title}
      disabled={!isEnabled(found)}
      onClick={() => runCommand(found)}
    >
      {title}
    </Button>
  );
}

function CopyButton({ command, title }: TakeProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const found = findCommand(command);
  if (!found) return null;
  return (
    <Button
      className={styles.take}
      aria-label={found.title}
      disabled={!isEnabled(found)}
      onClick={async () => {
        await found.run();
        setCopied(true);
      }}
    >
      {copied && <Check size={12} aria-hidden="true" />}
      {title}
      <span className="spoken" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}
