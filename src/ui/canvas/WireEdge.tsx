import { type EdgeProps, useStore, ViewportPortal } from '@xyflow/react';
import { memo, type PointerEvent, useState } from 'react';
import { formatShape, type Shape, sizeOf } from '../../core/op/shape';
import { useCanvas } from './canvas-state';
import { moveWireEnd } from './connect-gesture';
import type { FlowWire } from './flow-wires';
import { useChangeCount } from './use-change-count';
import { volumeOf } from './volume';
import styles from './WireEdge.module.css';
import { type LabelPlace, wirePath, wireWidth } from './wire-path';

/** A wire with the tensor that it carries: as thick as the tensor is large, its shape beside it. */
export const WireEdge = memo(function WireEdge({
  id,
  data,
  selected,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<FlowWire>) {
  const [hovered, setHovered] = useState(false);
  const aimed = useCanvas(s => s.overWire === id);
  const isCut = useCanvas(s => s.cut?.wires.has(id) ?? false);
  const moved = useCanvas(s => s.connecting?.moved === id);
  const busy = useCanvas(s => s.dragging !== null || s.connecting !== null || s.moving !== null);
  if (!data) return null;
  const { wire, shape, slot, lane, labelAt, arithmetic } = data;
  const to = { x: targetX + slot, y: targetY };
  const { d, label } = wirePath({ x: sourceX, y: sourceY }, to, lane, labelAt);
  const width = wireWidth(shape && sizeOf(shape));
  const grab = (side: 'from' | 'to') => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    moveWireEnd(event, wire, side);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hover only shows more; the same is told by the node.
    <g
      className={styles.wire}
      data-known={shape !== null}
      data-selected={selected}
      data-aimed={aimed}
      data-moved={moved}
      data-cut={isCut}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
    >
      <path className="react-flow__edge-interaction" d={d} fill="none" strokeOpacity={0} strokeWidth={22} />
      <path className={styles.line} d={d} strokeWidth={width} />
      <Label place={label} shape={shape} />
      {(hovered || selected) && !busy && (
        <>
          <circle className={`nopan ${styles.end}`} cx={sourceX} cy={sourceY + 9} r={9} onPointerDown={grab('from')} />
          <circle className={`nopan ${styles.end}`} cx={to.x} cy={targetY - 9} r={9} onPointerDown={grab('to')} />
        </>
      )}
      {hovered && !busy && arithmetic.length > 0 && <Arithmetic place={label} shape={shape} lines={arithmetic} />}
    </g>
  );
});

interface LabelProps {
  readonly place: LabelPlace;
  readonly shape: Shape | null;
}

/** Width of one letter of the label's type. */
const LETTER = 6.6;

/** The tensor's volume, drawn to scale, and its shape; it pulses when the shape changes. */
function Label({ place, shape }: LabelProps) {
  const { text, volume, gap, width } = measured(shape);
  const changes = useChangeCount(text);
  const x = place.side === 'left' ? place.x - width : place.x;
  return (
    <g
      key={changes}
      className={styles.label}
      data-changed={changes > 0}
      transform={`translate(${x} ${Math.round(place.y)})`}
    >
      <rect className={styles.ground} x={-4} y={-9} width={width + 8} height={18} rx={3} />
      {volume && (
        <g className={styles.volume} transform={`translate(0 ${-volume.height / 2})`}>
          <path className={styles.face} d={volume.face} />
          <path d={volume.back} />
        </g>
      )}
      <text x={gap} y={3.8}>
        {text}
      </text>
    </g>
  );
}

/** What a label says and how much room it takes. */
function measured(shape: Shape | null) {
  const text = shape ? formatShape(shape) : '?';
  const volume = shape && volumeOf(shape);
  const gap = volume ? volume.width + 6 : 0;
  return { text, volume, gap, width: gap + text.length * LETTER };
}

interface ArithmeticProps extends LabelProps {
  readonly lines: readonly string[];
}

/** The arithmetic behind the shape, for whoever points at the wire. */
function Arithmetic({ place, shape, lines }: ArithmeticProps) {
  const zoom = useStore(s => s.transform[2]);
  const x = place.x + (place.side === 'right' ? measured(shape).width : 0) + 12;
  return (
    <ViewportPortal>
      <div
        className={styles.arithmetic}
        role="tooltip"
        style={{
          transform: `translate(${x}px, ${place.y}px) scale(${Math.max(1, 1 / zoom)}) translateY(-50%)`,
        }}
      >
        {lines.map(line => (
          <div key={line}>{line}</div>
        ))}
      </div>
    </ViewportPortal>
  );
}
