import { useMemo } from 'react';
import type { TrainingPlan } from '../../core/document/training-plan';
import { useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, useRun } from '../../state/run';
import { carryReport, carrySentence } from '../../training/carry-over';
import { plural } from '../parts/quantities';
import styles from './dock.module.css';
import { usePlan } from './panel/use-plan';

/** What can be done with the weights that are there, in the graph as it is now. */
export default function KeptWeights() {
  const facts = useEditor(s => s.facts);
  const { weights, origins, start, run, elsewhere } = useRun();
  const plan = usePlan();
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
      <button
        type="button"
        className={`${styles.button} ${styles.further}`}
        disabled={elsewhere}
        data-tip={whatGoesOn(plan, whole)}
        onClick={() => void start('further')}
      >
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

/** What more training begins with, before it is asked for. */
function whatGoesOn({ epochs, schedule }: TrainingPlan, whole: boolean): string {
  const more = plural(epochs, 'more epoch');
  if (!whole) return `${more}, from the weights that can be kept`;
  const anew =
    schedule?.kind === 'cosine'
      ? '; the cosine begins anew'
      : schedule?.kind === 'one-cycle'
        ? '; the cycle begins anew'
        : '';
  return `${more}, from these weights${anew}. The optimizer keeps its memory if it made them with this batch size`;
}
