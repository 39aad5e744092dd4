import { useEffect } from 'react';
import type { Point } from '../../core/edits/spacing';
import { setCanvas, useCanvas } from './canvas-state';
import styles from './PointerHint.module.css';

/** How long a refusal stays after the wire was let go. */
const STAYS_MS = 3200;

/** Beside the pointer: what letting the wire go here would do, or why it is not taken. */
export function PointerHint() {
  const connecting = useCanvas(s => s.connecting);
  const refused = useCanvas(s => s.refused);
  const flow = useCanvas(s => s.flow);
  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(() => setCanvas({ refused: null }), STAYS_MS);
    return () => clearTimeout(timer);
  }, [refused]);
  if (connecting?.over?.says && flow) {
    const { x, y } = flow.flowToScreenPosition({ x: connecting.pointer[0], y: connecting.pointer[1] });
    return <Hint says={connecting.over.says} at={[x, y]} refused={connecting.over.kind === 'refused'} />;
  }
  return refused && !connecting ? <Hint says={refused.says} at={refused.screen} refused /> : null;
}

function Hint({ says, at: [x, y], refused }: { readonly says: string; readonly at: Point; readonly refused: boolean }) {
  // On the side of the pointer where the window has room.
  const left = x > window.innerWidth - 300;
  return (
    <div
      className={styles.hint}
      data-refused={refused}
      role="status"
      style={{ left: left ? x - 16 : x + 16, top: y + 14, translate: left ? '-100%' : undefined }}
    >
      {says}
    </div>
  );
}
