import { useMemo } from 'react';
import { useCanvas } from './canvas-state';
import type { Verdict } from './in-hand';
import { judgeTarget } from './judge-target';

/** What would become of the wire under the hand at this node; `null` while there is none, and at the node it comes from. */
export function useVerdict(node: string): Verdict | null {
  const fixed = useCanvas(s => s.connecting?.fixed ?? null);
  const moved = useCanvas(s => s.connecting?.moved ?? null);
  // The port that is pointed at, when this is the node.
  const over = useCanvas(s => (s.connecting?.over?.node === node ? s.connecting.over : null));
  const verdict = useMemo(
    () => (fixed && fixed.end[0] !== node ? judgeTarget({ fixed, moved }, node, null) : null),
    [fixed, moved, node],
  );
  return over ?? verdict;
}
