import { lazy, Suspense, useMemo } from 'react';
import { useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, useRun } from '../../state/run';
import { isMac, showShortcut } from '../commands/keys';
import { showProblem } from '../problems/show-problem';
import styles from './dock.module.css';

const PlanSettings = lazy(() => import('./PlanSettings'));

/** What a run will do, in one row, and what stands in its way. */
export function PlanRow() {
  const blocker = useEditor(s => s.obstacles[0]);
  const blockers = useEditor(s => s.obstacles.length);
  const empty = useEditor(s => s.history.present.graph.nodes.length === 0);
  const { run, start } = useRun();
  const weights = useRun(s => s.weights);

  const ready = !empty && !blocker;
  const again = run.phase === 'finished' || run.phase === 'failed';
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={`${styles.button} ${ready ? styles.go : ''}`}
        disabled={!ready}
        onClick={() => void start()}
      >
        {again ? 'Train again' : 'Train'}
        {ready && <span className={styles.keys}>{showShortcut('Mod+Enter', isMac())}</span>}
      </button>
      {ready && weights && <KeptWeights />}
      {empty ? (
        <span className={styles.quiet}>nothing to train yet</span>
      ) : blocker ? (
        <button type="button" className={styles.blocked} onClick={() => showProblem(blocker)}>
          {blockers === 1 ? '1 problem stands' : `${blockers} problems stand`} in the way: {blocker.says}
        </button>
      ) : (
        <Suspense>
          <PlanSettings />
        </Suspense>
      )}
    </div>
  );
}

/** What can be done with the weights that are there, when they fit the graph as it is now. */
function KeptWeights() {
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
