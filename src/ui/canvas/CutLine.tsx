import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from './canvas-state';
import styles from './WireInHand.module.css';

/** The cut under the hand. */
export function CutLine() {
  const cut = useCanvas(s => s.cut);
  if (!cut) return null;
  return (
    <ViewportPortal>
      <svg className={styles.layer} aria-hidden="true">
        <path className={styles.cut} d={`M${cut.from.join(' ')}L${cut.to.join(' ')}`} />
      </svg>
    </ViewportPortal>
  );
}
