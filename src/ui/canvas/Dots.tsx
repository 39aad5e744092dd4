import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './Dots.module.css';

/** Between two dots, in pixels at 100 %. */
const GAP = 22;
/** Dots that come closer than this in the window are thinned out. */
const CLOSEST = 15;

/** Scaled by so much, what is drawn still looks right and covers the canvas. */
const LEAST_SCALE = 0.7;
const MOST_SCALE = 1.5;
/** The scale has settled when it has not changed for so long, in milliseconds. */
const SETTLED = 140;

/**
 * The dotted ground. While the view moves it is only shifted and scaled, which costs no painting; it is drawn again when
 * the scale has settled, or has changed by more than can be seen.
 */
export function Dots() {
  const ground = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let drawn = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (settled: boolean): void => {
      const style = ground.current?.style;
      if (!style) return;
      const [x, y, zoom] = store.getState().transform;
      let gap = GAP * zoom;
      while (gap < CLOSEST) gap *= 2;
      if (settled || gap < drawn * LEAST_SCALE || gap > drawn * MOST_SCALE) {
        drawn = gap;
        style.setProperty('--gap', `${gap}px`);
        style.setProperty('--dot', `${Math.max(0.6, 0.75 * Math.min(1.5, zoom))}px`);
      }
      style.transform = `translate(${rest(x, gap) - gap}px, ${rest(y, gap) - gap}px) scale(${gap / drawn})`;
      clearTimeout(timer);
      if (gap !== drawn) timer = setTimeout(() => show(true), SETTLED);
    };
    show(true);
    const stop = store.subscribe(() => show(false));
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return <div ref={ground} className={styles.dots} aria-hidden="true" />;
}

const rest = (value: number, by: number): number => ((value % by) + by) % by;
