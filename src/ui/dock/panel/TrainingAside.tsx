import { type KeyboardEvent, lazy, useEffect, useRef } from 'react';
import { isNarrow } from '../../narrow';
import { Later } from '../../parts/Later';
import { useTrainingPanel } from './panel-state';
import styles from './TrainingAside.module.css';

const TrainingPanel = lazy(() => import('./TrainingPanel'));

/**
 * The training panel, while it is open: a column between canvas and inspector, in place of the inspector where the
 * window is too small for both, and over the canvas in a narrow one.
 */
export function TrainingAside() {
  const open = useTrainingPanel(s => s.page !== null);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!open) return;
    opener.current = document.activeElement;
    panel.current?.focus();
  }, [open]);
  if (!open) return null;
  const close = (): void => {
    useTrainingPanel.getState().show(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    // A list that is open in a setting takes its own Escape; it lies outside the panel.
    const within = event.target instanceof Element && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !within) return;
    event.preventDefault();
    close();
  };
  return (
    <>
      <div className={styles.veil} onPointerDown={() => isNarrow() && close()} />
      <aside ref={panel} className={styles.aside} aria-label="Training settings" tabIndex={-1} onKeyDown={press}>
        <Later>
          <TrainingPanel close={close} />
        </Later>
      </aside>
    </>
  );
}
