import { useRun } from '../../state/run';
import type { BackendName, RunEnd } from '../../training/protocol';
import styles from './dock.module.css';

export const BACKENDS: Readonly<Record<BackendName, string>> = {
  wasm: 'WebAssembly',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  cpu: 'CPU',
};

const VERBS: Readonly<Record<RunEnd['ended'], string>> = {
  epochs: 'Trained',
  stopped: 'Stopped',
  early: 'Stopped early',
};

/** How the last run ended, in one line. */
export function Outcome() {
  const run = useRun(s => s.run);
  if (run.phase === 'failed')
    return (
      <p className={`${styles.outcome} ${styles.failed}`} role="alert">
        {run.says} <span className={styles.quiet}>{run.wayOut}</span>
      </p>
    );
  if (run.phase !== 'finished') return null;
  const { result, progress, ended } = run;
  const classes = result.confusion.length > 0;
  return (
    <p className={styles.outcome} role="status">
      {progress.steps === 0 ? 'Tested' : VERBS[ended]} on {BACKENDS[progress.backend]} in{' '}
      <span className={styles.fact}>{result.seconds.toFixed(1)} s</span>
      {result.accuracy !== null && classes && (
        <>
          , test accuracy <b className={`${styles.fact} ${styles.strong}`}>{(100 * result.accuracy).toFixed(1)} %</b>
        </>
      )}
      , loss <span className={styles.fact}>{result.loss.toFixed(3)}</span>
    </p>
  );
}
