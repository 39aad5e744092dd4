import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { boxAround } from '../../readings/layout/wire-lanes';
import { hueOf } from '../parts/Glyph';
import styles from './Minimap.module.css';
import { useScene } from './scene';

/** Its size in pixels of the window. */
const WIDTH = 180;
const HEIGHT = 130;
/** Kept free inside its edges. */
const MARGIN = 8;

/**
 * The whole graph in a corner, and the part of it that is in view; pressing or dragging there moves the view. Gone while
 * all is in view. While the view pans, only the frame is shifted, which costs no painting.
 */
export default function Minimap() {
  const cards = [...useScene().cards.values()];
  const map = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  const flow = useReactFlow();
  const { x, y, width, height } = boxAround(cards);
  const scale = Math.min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height);
  const left = (WIDTH - width * scale) / 2 - x * scale;
  const top = (HEIGHT - height * scale) / 2 - y * scale;
  useEffect(() => {
    const show = (): void => {
      const { transform, width: paneWidth, height: paneHeight } = store.getState();
      const [tx, ty, zoom] = transform;
      const style = frame.current?.style;
      if (!style) return;
      const whole =
        x * zoom + tx >= 0 &&
        y * zoom + ty >= 0 &&
        (x + width) * zoom + tx <= paneWidth &&
        (y + height) * zoom + ty <= paneHeight;
      map.current?.toggleAttribute('data-idle', whole);
      style.width = `${(paneWidth / zoom) * scale}px`;
      style.height = `${(paneHeight / zoom) * scale}px`;
      style.transform = `translate(${left - (tx / zoom) * scale}px, ${top - (ty / zoom) * scale}px)`;
    };
    show();
    return store.subscribe(show);
  }, [store, scale, left, top, x, y, width, height]);
  const centreHere = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const at = [(event.clientX - box.left - left) / scale, (event.clientY - box.top - top) / scale] as const;
    void flow.setCenter(at[0], at[1], { zoom: flow.getZoom() });
  };
  return (
    // The arrow keys and Fit move the view for those without a pointer.
    <div
      ref={map}
      className={styles.map}
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={centreHere}
      onPointerMove={centreHere}
    >
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label="Overview of the graph">
        <g transform={`translate(${left} ${top}) scale(${scale})`}>
          {cards.map(card => (
            <rect
              key={card.id}
              x={card.x}
              y={card.y}
              width={card.width}
              height={card.height}
              rx={14}
              style={{ fill: `oklch(var(--kind-l) var(--kind-c) ${hueOf(card.node.op)})` }}
            />
          ))}
        </g>
      </svg>
      <div ref={frame} className={styles.frame} />
    </div>
  );
}
