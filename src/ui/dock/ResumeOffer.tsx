import { useMemo } from 'react';
import { documentOf, useEditor } from '../../state/editor';
import { compileOpen, useRun } from '../../state/run';
import { fingerprintOf } from '../../training/checkpoints/fingerprint';
import type { CheckpointFacts } from '../../training/protocol';
import styles from './dock.module.css';

/** Offers a run that was interrupted: to go on where it was kept, or with its weights when the network was changed since. */
export default function ResumeOffer({ resumable }: { readonly resumable: CheckpointFacts }) {
  const facts = useEditor(s => s.facts);
  const title = useEditor(s => documentOf(s).title);
  const stoppedHere = useRun(s => s.run.phase !== 'idle');
  const hasWeights = useRun(s => s.weights !== null);
  const { resumeRun, takeWeights, dropCheckpoint } = useRun();
  const same = useMemo(() => {
    const compiled = facts && compileOpen();
    return compiled.ok && fingerprintOf(compiled.model) === resumable.fingerprint;
  }, [facts, resumable]);
  const { epoch, epochs, savedAt } = resumable;
  const over = epoch >= epochs;
  // The weights of a run that was stopped on this page, or that came to its end, are here already.
  if (!same && (stoppedHere || (over && hasWeights))) return null;
  return (
    <div className={styles.offer} role="status">
      <span>
        {title || 'This network'}{' '}
        {over ? (
          <>
            was trained for <Count>{epochs}</Count> {epochs === 1 ? 'epoch' : 'epochs'}
          </>
        ) : (
          <>
            was training: epoch <Count>{epoch + 1}</Count> of <Count>{epochs}</Count>
          </>
        )}
        , {over ? 'done' : 'stopped'} <time dateTime={new Date(savedAt).toISOString()}>{moment(savedAt)}</time>
        {!same && <span className={styles.quiet}>; the network has changed since</span>}
      </span>
      {same ? (
        <button type="button" className={styles.fix} onClick={() => void resumeRun()}>
          {over ? 'Show its result' : 'Resume'}
        </button>
      ) : (
        <button type="button" className={styles.fix} onClick={() => void takeWeights()}>
          Take its weights
        </button>
      )}
      <button type="button" className={styles.drop} onClick={() => void dropCheckpoint()}>
        Discard
      </button>
    </div>
  );
}

const Count = ({ children }: { readonly children: number }) => <span className={styles.fact}>{children}</span>;

/** `14:02` today, `23 Nov, 14:02` before. */
function moment(ms: number): string {
  const date = new Date(ms);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}
