import { SlidersHorizontal } from 'lucide-react';
import { lazy } from 'react';
import type { Problem } from '../../core/inference/facts';
import { useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { isMac, showShortcut } from '../commands/keys';
import { Later } from '../parts/Later';
import { showProblem } from '../problems/show-problem';
import styles from './dock.module.css';
import { useTrainingPanel } from './panel/panel-state';

const KeptWeights = lazy(() => import('./KeptWeights'));
const PlanSettings = lazy(() => import('./PlanSettings'));

/** What a run will do, in one row, and what stands in its way. */
export function PlanRow() {
  const obstacles = useEditor(s => s.obstacles);
  const empty = useEditor(s => s.history.present.graph.nodes.length === 0);
  const { run, start } = useRun();
  const weights = useRun(s => s.weights);
  const elsewhere = useRun(s => s.elsewhere);

  const ready = !empty && obstacles.length === 0;
  const again = run.phase === 'finished' || run.phase === 'failed';
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={`${styles.button} ${ready && !elsewhere ? styles.go : ''}`}
        disabled={!ready || elsewhere}
        onClick={() => void start()}
      >
        {again ? 'Train again' : 'Train'}
        {ready && !weights && <span className={styles.keys}>{showShortcut('Mod+Enter', isMac())}</span>}
      </button>
      {ready && weights && (
        <Later>
          <KeptWeights />
        </Later>
      )}
      {empty && <span className={styles.quiet}>nothing to train yet</span>}
      <Obstacles obstacles={obstacles} />
      {ready && (
        <Later>
          <PlanSettings />
        </Later>
      )}
      {!empty && <PanelButton />}
    </div>
  );
}

/** The first thing that keeps the network from being trained, with its first fix. */
function Obstacles({ obstacles }: { readonly obstacles: readonly Problem[] }) {
  const [first, ...others] = obstacles;
  if (!first) return null;
  const [fix] = first.fixes;
  return (
    <span className={styles.obstacle}>
      <button type="button" className={styles.says} onClick={() => showProblem(first)}>
        {first.says}
      </button>
      {fix && (
        <button type="button" className={styles.fix} onClick={() => useEditor.getState().apply(fix.edit)}>
          {fix.label}
        </button>
      )}
      {others.length > 0 && <span className={styles.quiet}>and {others.length} more</span>}
    </span>
  );
}

function PanelButton() {
  const { page, show } = useTrainingPanel();
  const open = page !== null;
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.more}`}
      aria-expanded={open}
      onClick={() => show(open ? null : 'plan')}
    >
      <SlidersHorizontal size={13} aria-hidden="true" />
      <span>Settings</span>
    </button>
  );
}
