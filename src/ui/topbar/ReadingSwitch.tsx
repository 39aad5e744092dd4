import { documentOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { READINGS } from '../readings';
import styles from './TopBar.module.css';

/** Chooses how the architecture is read; nothing while there is only one way. */
export function ReadingSwitch() {
  const reading = useView(s => s.reading);
  const empty = useEditor(s => documentOf(s).graph.nodes.length === 0);
  if (READINGS.length < 2) return <span />;
  return (
    <fieldset className={styles.readings} aria-label="Reading" data-empty={empty ? '' : undefined}>
      {READINGS.map(({ id, title }) => (
        <button key={id} type="button" aria-pressed={id === reading} onClick={() => useView.getState().setReading(id)}>
          {title}
        </button>
      ))}
    </fieldset>
  );
}
