import { useDocuments } from '../../state/documents';
import { Tip } from '../parts/Tip';
import styles from './TopBar.module.css';

/** Whether the document is safe in this browser. */
export function SavingState() {
  const saving = useDocuments(s => s.saving);
  if (saving.is !== 'failed') {
    return (
      <span className={styles.saving} role="status">
        {saving.is}
      </span>
    );
  }
  return (
    <span className={styles.unsavedRole} role="alert">
      <Tip text={saving.says}>
        <button type="button" className={styles.unsaved}>
          not saved: {saving.says}
        </button>
      </Tip>
    </span>
  );
}
