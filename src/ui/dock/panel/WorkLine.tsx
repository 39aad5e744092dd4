import type { ReactNode } from 'react';
import type { Work } from '../../../state/rehearsal';
import { Button } from '../../parts/Button';
import styles from './panel.module.css';

interface Props {
  readonly work: Work;
  /** The button that starts it. */
  readonly idle: ReactNode;
  cancel(): void;
}

/** Something that takes a while: the button that starts it, or what it is doing and a way to end it. */
export function WorkLine({ work, idle, cancel }: Props) {
  if (work.phase === 'working')
    return (
      <div className={styles.work}>
        <Button onClick={cancel}>Cancel</Button>
        <span className={styles.doing} role="status">
          {work.doing}
        </span>
      </div>
    );
  return (
    <>
      <div className={styles.work}>{idle}</div>
      {work.phase === 'failed' && (
        <p className={styles.failed} role="alert">
          {work.says}
        </p>
      )}
    </>
  );
}
