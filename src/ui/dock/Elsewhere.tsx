import { setTitle } from '../../core/edits/setDetails';
import { goOnWithCopy } from '../../state/documents';
import { documentOf, useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import styles from './dock.module.css';

/** Says that another tab trains the open document, and offers a copy, which this tab can train meanwhile. */
export default function Elsewhere() {
  const title = useEditor(s => documentOf(s).title);
  const ready = useEditor(s => s.obstacles.length === 0);
  const trainCopy = async (): Promise<void> => {
    await goOnWithCopy();
    useEditor.getState().apply(doc => setTitle(doc, `${doc.title || 'Untitled'} (copy)`));
    await useRun.getState().start();
  };
  return (
    <div className={styles.offer} role="status">
      <span>{title || 'This network'} is being trained in another tab</span>
      {ready && (
        <button type="button" className={styles.fix} onClick={() => void trainCopy()}>
          Train a copy here
        </button>
      )}
    </div>
  );
}
