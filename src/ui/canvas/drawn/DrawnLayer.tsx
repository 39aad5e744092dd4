import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import { currentFacts, documentOf, useEditor } from '../../../state/editor';
import { useCanvas } from '../canvas-state';
import { useScene } from '../scene';
import styles from './DrawnLayer.module.css';
import { Ground } from './ground';
import { readInk } from './ink';
import { MovingWires } from './MovingWires';
import { pictureOf } from './picture';
import { useDrawnSelection } from './use-drawn-selection';
import { useShownTheme } from './use-shown-theme';

const NOBODY: ReadonlySet<NodeId> = new Set();

/** Cards and wires as one drawing. */
export function DrawnLayer() {
  const store = useStoreApi();
  const doc = useEditor(documentOf);
  const facts = useEditor(currentFacts);
  const selected = useDrawnSelection();
  const theme = useShownTheme();
  const scene = useScene();
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useMemo(() => pictureOf(doc, scene, facts), [doc, scene, facts]);

  useEffect(() => {
    const shown = canvas.current?.getContext('bitmaprenderer');
    if (!canvas.current || !shown) return;
    let held = heldNow(NOBODY);
    const ground = new Ground(canvas.current, shown, {
      picture,
      ink: readInk(theme),
      selected,
      look: store.getState,
      held: () => held,
    });
    ground.draw();
    const stops = [
      store.subscribe(() => ground.follow()),
      // The same set while a hand moves the same nodes, so that the ground is drawn once per drag.
      useCanvas.subscribe(() => {
        const next = heldNow(held);
        if (next === held) return;
        held = next;
        ground.draw();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      ground.stop();
    };
  }, [store, picture, selected, theme]);

  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className={styles.layer} />
      <MovingWires scene={scene} picture={picture} />
    </div>
  );
}

/** The nodes that are shown elsewhere; `before` as long as they are the same. */
function heldNow(before: ReadonlySet<NodeId>): ReadonlySet<NodeId> {
  const { moving } = useCanvas.getState();
  if (!moving) return NOBODY;
  return moving.size === before.size && [...before].every(id => moving.has(id)) ? before : new Set(moving.keys());
}
