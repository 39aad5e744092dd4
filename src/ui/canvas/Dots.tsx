import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './Dots.module.css';

/** Between two dots, in pixels at 100 %. */
const GAP = 22;
/** Dots that come closer than this in the window are thinned out. */
const CLOSEST = 15;

/**
 * The dotted ground. While the view pans it is only shifted, by less than a dot's distance, which costs no painting;
 * it is drawn again when the scale changes.
 */
export function Dots() {
  const ground = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let drawn = 0;
    const show = ([x, y, zoom]: readonly [number, number, number]): void => {
      const style = ground.current?.style;
      if (!style) return;
      let gap = GAP * zoom;
      while (gap < CLOSEST) gap *= 2;
      if (drawn !== zoom) {
        drawn = zoom;
        style.setProperty('--gap', `${gap}px`);
        style.setProperty('--dot', `${Math.max(0.6, 0.75 * Math.min(1.5, zoom))}px`);
      }
      style.transform = `translate(${rest(x, gap) - gap}px, ${rest(y, gap) - gap}px)`;
    };
    show(store.getState().transform);
    return store.subscribe(state => show(state.transform));
  }, [store]);
  return <div ref={ground} className={styles.dots} aria-hidden="true" />;
}

const rest = (value: number, by: number): number => ((value % by) + by) % by;
