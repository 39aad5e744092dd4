import { useRun } from '../../state/run';
import type { BackendName, Progress } from '../../training/protocol';
import styles from './dock.module.css';
import { formatDuration, stepText } from './duration';
import { BACKENDS } from './Outcome';

/** A run that goes on: its buttons and its figures. */
export default function RunRow() {
  const { run, pause, resume, stop } = useRun();
  const latest = useRun(s => s.curves.validation.at(-1));
  const doing = run.phase === 'preparing' ? run.doing : null;
  const progress = run.phase === 'running' || run.phase === 'paused' ? run.progress : null;
  return (
    <div className={styles.row}>
      {run.phase === 'paused' ? (
        <button type="button" className={`${styles.button} ${styles.go}`} onClick={() => void resume()}>
          Resume
        </button>
      ) : (
        <button type="button" className={styles.button} disabled={run.phase !== 'running'} onClick={() => void pause()}>
          Pause
        </button>
      )}
      <button type="button" className={styles.button} onClick={() => void stop()}>
        Stop
      </button>
      {doing && (
        <span className={styles.quiet} role="status">
          {doing}
        </span>
      )}
      {progress && (
        <>
          <Fact label="epoch">{epochText(progress)}</Fact>
          {run.phase === 'running' ? (
            <Fact label="left">{formatDuration(progress.secondsLeft)}</Fact>
          ) : (
            <span className={styles.quiet}>paused, weights kept</span>
          )}
          <Fact label="speed">{Math.round(progress.imagesPerSecond).toLocaleString('en-US')} img/s</Fact>
          {latest?.accuracy !== undefined && latest.accuracy !== null && (
            <Fact label="validation" strong>
              {(100 * latest.accuracy).toFixed(1)} %
            </Fact>
          )}
          <Engine backend={progress.backend} />
        </>
      )}
    </div>
  );
}

/** The engine that a run is on, and by which figures it was chosen. */
function Engine({ backend }: { readonly backend: BackendName }) {
  const timed = useRun(s => s.timed);
  const others = timed.filter(t => t.backend !== backend);
  const own = timed.find(t => t.backend === backend);
  return (
    <span className={styles.set}>
      <span className={styles.label}>on</span>
      <b>{BACKENDS[backend]}</b>
      {own && (
        <span className={styles.quiet}>
          {stepText(own.ms)} a step
          {others.length > 0 && `; ${others.map(t => `${BACKENDS[t.backend]} ${stepText(t.ms)}`).join(', ')}`}
        </span>
      )}
    </span>
  );
}

function Fact({ label, strong, children }: { label: string; strong?: true; children: React.ReactNode }) {
  return (
    <span className={styles.set}>
      <span className={styles.label}>{label}</span>
      <span className={`${styles.fact} ${strong ? styles.strong : ''}`}>{children}</span>
    </span>
  );
}

const epochText = (p: Progress): string => `${Math.min(p.epoch + 1, p.epochs)} / ${p.epochs}`;
