import { useRun } from '../../state/run';
import type { BackendName, RunEnd, RunState } from '../../training/protocol';
import { showNode } from '../problems/show-problem';
import styles from './dock.module.css';

type Failed = Extract<RunState, { readonly phase: 'failed' }>;

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
export default function Outcome() {
  const run = useRun(s => s.run);
  const carried = useRun(s => s.carried);
  if (run.phase === 'failed')
    return (
      <p className={`${styles.outcome} ${styles.failed}`} role="alert">
        {run.says} <span className={styles.quiet}>{run.wayOut}</span>
        <WaysOn run={run} />
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
      {carried && (
        <span className={styles.quiet}>, from weights of before: {carried.replace(/^./, c => c.toLowerCase())}</span>
      )}
    </p>
  );
}

/** At most so many engines are offered: the first is the likeliest. */
const OFFERED = 2;

/** Where a failed run can be looked at or gone on with. */
function WaysOn({ run: { at, others, progress } }: { readonly run: Failed }) {
  const goOn = useRun(s => s.goOn);
  const failed = progress?.backend;
  const offered = others.filter((backend, i) => i < OFFERED || backend === failed);
  if (!at && offered.length === 0) return null;
  return (
    <span className={styles.ways}>
      {at && (
        <button type="button" className={styles.fix} onClick={() => showNode(at)}>
          Show the layer
        </button>
      )}
      {offered.map(backend => (
        <button key={backend} type="button" className={styles.fix} onClick={() => void goOn(backend)}>
          {backend === failed ? `Try ${BACKENDS[backend]} again` : `Go on with ${BACKENDS[backend]}`}
        </button>
      ))}
    </span>
  );
}
