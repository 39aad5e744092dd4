import { ViewportPortal } from '@xyflow/react';
import type { Point } from '../../core/edits/spacing';
import { sizeOf } from '../../core/op/shape';
import { currentFacts, useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';
import type { End } from './in-hand';
import { portPlace } from './port-place';
import styles from './WireInHand.module.css';
import { wirePath, wireWidth } from './wire-path';

/** The wire that follows the pointer, or has found a port that takes it. */
export function WireInHand() {
  const connecting = useCanvas(s => s.connecting);
  const snapped = useEditor(s =>
    connecting?.over?.end
      ? portPlace(s, { side: connecting.fixed.side === 'from' ? 'to' : 'from', end: connecting.over.end })
      : null,
  );
  if (!connecting) return null;
  const { fixed, pointer, over } = connecting;
  return <LooseWire fixed={fixed} loose={snapped ?? pointer} refused={over?.kind === 'refused'} />;
}

interface LooseWireProps {
  readonly fixed: End;
  /** Where its other end is, in graph coordinates. */
  readonly loose: Point;
  readonly refused?: boolean;
  /** It ends sideways, at something that stands to its right. */
  readonly sideways?: boolean;
}

/** A wire from a port to any point. */
export function LooseWire({ fixed, loose, refused = false, sideways = false }: LooseWireProps) {
  const anchor = useEditor(s => portPlace(s, fixed));
  const shape = useEditor(s => currentFacts(s).nodes.get(fixed.end[0])?.outputs[fixed.end[1]] ?? null);
  if (!anchor) return null;
  const [from, to] = fixed.side === 'from' ? [anchor, loose] : [loose, anchor];
  const d =
    sideways && loose[0] > anchor[0] + 20
      ? swing(anchor, loose, fixed.side === 'from' ? 1 : -1)
      : wirePath({ x: from[0], y: from[1] }, { x: to[0], y: to[1] }, null, 'middle').d;
  const width = Math.max(2, wireWidth(shape && sizeOf(shape)));
  return (
    <ViewportPortal>
      <svg className={styles.layer} aria-hidden="true">
        <path className={styles.line} data-refused={refused} d={d} strokeWidth={width} />
      </svg>
    </ViewportPortal>
  );
}

/** Off the port along the flow, and in from the left. */
function swing([x, y]: Point, [toX, toY]: Point, flow: 1 | -1): string {
  const reach = (toX - x) / 2;
  return `M${x} ${y}C${x} ${y + flow * Math.max(36, Math.min(90, reach))} ${toX - reach} ${toY} ${toX} ${toY}`;
}
