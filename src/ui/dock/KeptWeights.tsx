import { useMemo } from 'react';
import { useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, useRun } from '../../state/run';
import { carryReport, carrySentence } from '../../training/carry-over';
import styles from './dock.module.css';

/** What can be done with the weights that are there, in the graph as it is now. */
export default function KeptWeights() {
  const facts = useEditor(s => s.facts);
  const { weights, origins, start, run, elsewhere } = useRun();
  const { sentence, whole } = useMemo(() => {
    const compiled = facts && compileOpen();
    if (!compiled.ok || !weights) return { sentence: null, whole: false };
    return {
      sentence: carrySentence(carryReport(compiled.model, weights, origins)),
      whole: fittingWeights(compiled.model, weights, origins) !== null,
    };
  }, [facts, weights, origins]);
  if (sentence === null) return null;
  return (
    <>
      <button type="button" className={styles.button} disabled={elsewhere} onClick={() => void start('further')}>
        Go on training
      </button>
      {!whole && <span className={styles.quiet}>{sentence}</span>}
      {whole && run.phase !== 'finished' && (
        <button type="button" className={styles.button} onClick={() => void start('test')}>
          Test
        </button>
      )}
    </>
  );
}
