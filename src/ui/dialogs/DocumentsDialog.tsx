import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { openRecent, recentDocuments, removeRecent } from '../../state/documents';
import { useView } from '../../state/view';
import { fitOpened } from '../files/fit-opened';
import { Button, IconButton } from '../parts/Button';
import styles from './DocumentsDialog.module.css';
import { Modal } from './Modal';

type Recent = Awaited<ReturnType<typeof recentDocuments>>;

/** The documents that this browser keeps, to go on with or to remove. */
export default function DocumentsDialog() {
  const [recent, setRecent] = useState<Recent | null>(null);
  const list = (): void => void recentDocuments().then(setRecent);
  useEffect(list, []);
  const open = async (id: string): Promise<void> => {
    useView.getState().setOverlay(null);
    await openRecent(id);
    fitOpened();
  };
  return (
    <Modal title="Documents in this browser" width={480}>
      {recent?.length === 0 && <p className={styles.none}>There are none but the one that is open.</p>}
      <ul className={styles.list}>
        {recent?.map(({ id, title, savedAt }) => (
          <li key={id} className={styles.row}>
            <button type="button" className={styles.open} onClick={() => void open(id)}>
              <b>{title}</b>
              <span>{showTime(savedAt)}</span>
            </button>
            <RemoveButton title={title} onRemove={() => void removeRecent(id).then(list)} />
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** Asks once more, since removing can't be undone. */
function RemoveButton({ title, onRemove }: { readonly title: string; onRemove(): void }) {
  const [sure, setSure] = useState(false);
  if (sure) {
    return (
      <Button onClick={onRemove} onBlur={() => setSure(false)} autoFocus>
        Remove for good
      </Button>
    );
  }
  return (
    <IconButton aria-label={`Remove ${title}`} onClick={() => setSure(true)}>
      <Trash2 size={15} aria-hidden="true" />
    </IconButton>
  );
}

/** The time for today, the day for what is older. */
function showTime(at: number): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? `today, ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
