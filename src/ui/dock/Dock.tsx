import { lazy } from 'react';
import { useRun } from '../../state/run';
import { Later } from '../parts/Later';
import styles from './dock.module.css';
import { PlanRow } from './PlanRow';

const RunRow = lazy(() => import('./RunRow'));
const Outcome = lazy(() => import('./Outcome'));
const ResumeOffer = lazy(() => import('./ResumeOffer'));
const LastOrBest = lazy(() => import('./LastOrBest'));
const Elsewhere = lazy(() => import('./Elsewhere'));
const DockBody = lazy(() => import('./DockBody'));

/** The training row, which grows into the dock with the first run. */
export function Dock() {
  const phase = useRun(s => s.run.phase);
  const choice = useRun(s => (s.run.phase === 'finished' ? s.run.choice : null));
  const resumable = useRun(s => s.resumable);
  const elsewhere = useRun(s => s.elsewhere);
  const hasCurves = useRun(s => s.curves.train.length + s.curves.validation.length > 0);
  const active = phase === 'preparing' || phase === 'running' || phase === 'paused';
  const over = phase === 'finished' || phase === 'failed';
  return (
    <section className={styles.dock} aria-label="Training">
      {active && <ProgressLine />}
      {active ? (
        <Later fallback={<div className={styles.row} />}>
          <RunRow />
        </Later>
      ) : (
        <PlanRow />
      )}
      {over && (
        <Later>
          <Outcome />
        </Later>
      )}
      {choice && (
        <Later>
          <LastOrBest choice={choice} />
        </Later>
      )}
      {elsewhere && (
        <Later>
          <Elsewhere />
        </Later>
      )}
      {!active && resumable && (
        <Later>
          <ResumeOffer resumable={resumable} />
        </Later>
      )}
      {hasCurves && (
        <Later fallback={<div className={styles.body} />}>
          <DockBody />
        </Later>
      )}
    </section>
  );
}

function ProgressLine() {
  const run = useRun(s => s.run);
  const progress = run.phase === 'running' || run.phase === 'paused' ? run.progress : null;
  const done = progress ? progress.step / Math.max(1, progress.steps) : 0;
  return (
    <div
      className={`${styles.progress} ${progress ? '' : styles.waiting}`}
      role="progressbar"
      aria-label="Training progress"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(progress && { 'aria-valuenow': Math.round(100 * done) })}
    >
      <i style={progress ? { transform: `scaleX(${done})` } : undefined} />
    </div>
  );
}
