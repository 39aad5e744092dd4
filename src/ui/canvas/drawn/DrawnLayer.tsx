import { useStoreApi, ViewportPortal } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useNotices, whyOf } from '../../../state/notices';
import { useShownTheme } from '../../theme/use-shown-theme';
import { useCanvas } from '../canvas-state';
import { useScene } from '../scene';
import styles from './DrawnLayer.module.css';
import { setDrawn, useDrawn } from './drawn-state';
import { readInk } from './ink';
import { Layer } from './layer';
import { MovingWires } from './moving-wires';
import { pictureOf } from './picture';

/** Cards and wires as one drawing. */
export function DrawnLayer() {
  const store = useStoreApi();
  const doc = useEditor(documentOf);
  const facts = useEditor(currentFacts);
  // Cards that are elements show it too, yet from afar their outlines are too fine to be seen.
  const selected = useEditor(s => s.selection);
  const theme = useShownTheme();
  const scene = useScene();
  const ground = useRef<HTMLCanvasElement>(null);
  const hand = useRef<HTMLCanvasElement>(null);
  const wires = useRef<SVGSVGElement>(null);
  const layer = useRef<Layer>(null);
  const picture = useMemo(() => pictureOf(doc, scene, facts), [doc, scene, facts]);

  useEffect(() => {
    if (!ground.current || !hand.current || !wires.current) return;
    const made = new Layer({
      ground: ground.current,
      hand: hand.current,
      wires: new MovingWires(wires.current),
      ...{ look: store.getState, shown, carried, failed },
    });
    layer.current = made;
    const stops = [
      store.subscribe(() => made.follow()),
      useCanvas.subscribe(({ moving }) => made.hold(moving)),
      () => made.stop(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store]);
  useEffect(() => {
    layer.current?.show({ scene, picture, ink: readInk(theme), selected });
  }, [scene, picture, selected, theme]);

  return (
    <div aria-hidden="true">
      <canvas ref={ground} className={styles.layer} hidden />
      <canvas ref={hand} className={styles.layer} hidden />
      <ViewportPortal>
        <svg ref={wires} className={styles.moving} width={1} height={1} aria-hidden="true">
          <path />
          <path />
        </svg>
      </ViewportPortal>
    </div>
  );
}

function shown(): void {
  if (useDrawn.getState().awaited) setDrawn({ awaited: false, near: null });
}

function carried(on: boolean): void {
  if (useDrawn.getState().carried !== on) setDrawn({ carried: on });
}

function failed(error: unknown): void {
  useNotices
    .getState()
    .tell(
      'error',
      `The graph cannot be shown from afar: ${whyOf(error)}.`,
      'Zoom in to go on, or reload the page; your work is kept.',
    );
}
