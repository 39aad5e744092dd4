import { type EdgeProps, useStore, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, memo, type PointerEvent, type ReactNode } from 'react';
import { formatShape, type Shape, sizeOf } from '../../core/op/shape';
import { FAR, useCanvas } from './canvas-state';
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
  const hovered = useCanvas(s => s.pointed === id);
  const aimed = useCanvas(s => s.overWire === id);
  const isCut = useCanvas(s => s.cut?.wires.has(id) ?? false);
  const moved = useCanvas(s => s.connecting?.moved === id);
  const scale = useStore(s => magnified(s.transform[2]));
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
    <g
      className={styles.wire}
      data-known={shape !== null}
      data-selected={selected}
      data-aimed={aimed}
      data-moved={moved}
      data-cut={isCut}
      style={{ '--scale': scale } as CSSProperties}
    >
      <path className="react-flow__edge-interaction" d={d} fill="none" strokeOpacity={0} strokeWidth={22 * scale} />
      <path className={styles.line} d={d} strokeWidth={width} />
      <Label place={label} shape={shape} />
      {(hovered || selected) && (
        <AtRest>
          <End x={sourceX} y={sourceY + 9 * scale} r={9 * scale} onGrab={grab('from')} />
          <End x={to.x} y={targetY - 9 * scale} r={9 * scale} onGrab={grab('to')} />
          {hovered && <Arithmetic place={label} shape={shape} lines={arithmetic} />}
        </AtRest>
      )}
    </g>
  );
});

/**
 * How many times larger a wire is than at 100 %, so that it can be seen and pressed from afar; in steps, so that not
 * every step of a zoom renders it.
 */
const magnified = (zoom: number): number => 2 ** Math.max(0, Math.ceil(-Math.log2(zoom)) - 1);

/** What is there while no hand moves anything, the view included. */
function AtRest({ children }: { readonly children: ReactNode }) {
  const busy = useCanvas(s => s.panning !== null || s.dragging !== null || s.connecting !== null || s.moving !== null);
  return !busy && children;
}

interface EndProps {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  onGrab(event: PointerEvent): void;
}

/** Where a wire can be taken to move that end. */
function End({ x, y, r, onGrab }: EndProps) {
  return <circle className={`nopan ${styles.end}`} cx={x} cy={y} r={r} onPointerDown={onGrab} />;
}

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

/** The arithmetic behind the shape, for whoever points at the wire; from afar, the shape too. */
function Arithmetic({ place, shape, lines }: ArithmeticProps) {
  const zoom = useStore(s => s.transform[2]);
  const told = zoom < FAR && shape ? [formatShape(shape), ...lines] : lines;
  if (told.length === 0) return null;
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
        {told.map(line => (
          <div key={line}>{line}</div>
        ))}
      </div>
    </ViewportPortal>
  );
}
