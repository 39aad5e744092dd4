import { useMemo } from 'react';
import { useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, useRun } from '../../state/run';
import styles from './dock.module.css';

/** What can be done with the weights that are there, when they fit the graph as it is now. */
export function KeptWeights() {
  const facts = useEditor(s => s.facts);
  const { weights, start, run } = useRun();
  const fits = useMemo(() => {
    const compiled = facts && compileOpen();
    return compiled.ok && fittingWeights(compiled.model, weights) !== null;
  }, [facts, weights]);
  if (!fits) return null;
  return (
    <>
      <button type="button" className={styles.button} onClick={() => void start('further')}>
        Go on training
      </button>
      {run.phase !== 'finished' && (
        <button type="button" className={styles.button} onClick={() => void start('test')}>
          Test
        </button>
      )}
    </>
  );
}
