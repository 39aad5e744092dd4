import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import { currentFacts, documentOf, NOTHING, useEditor } from '../../../state/editor';
import { useCanvas } from '../canvas-state';
import { sceneOf } from '../scene';
import styles from './DrawnLayer.module.css';
import { drawPicture } from './draw';
import { readInk } from './ink';
import { insideOf, pictureOf } from './picture';
import { useShownTheme } from './use-shown-theme';

const NOBODY: ReadonlySet<NodeId> = new Set();

/** The inside of an open instance while it is drawn and a hand moves it: one drawing that goes along. */
export function HeldInside({ id }: { readonly id: NodeId }) {
  const held = useCanvas(s => s.moving?.has(id) ?? false);
  return held && <Drawing id={id} />;
}

function Drawing({ id }: { readonly id: NodeId }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const theme = useShownTheme();
  useEffect(() => {
    const shown = canvas.current?.getContext('bitmaprenderer');
    const state = useEditor.getState();
    const scene = sceneOf(state);
    const card = scene.cards.get(id);
    if (!canvas.current || !shown || !card) return;
    const zoom = store.getState().transform[2] * Math.min(2, devicePixelRatio);
    const [width, height] = [Math.ceil(card.width * zoom), Math.ceil(card.height * zoom)];
    const paper = new OffscreenCanvas(width, height);
    const pen = paper.getContext('2d');
    if (!pen) return;
    canvas.current.width = width;
    canvas.current.height = height;
    canvas.current.style.width = `${card.width}px`;
    const view = { x: -card.x * zoom, y: -card.y * zoom, zoom, width, height };
    const picture = insideOf(pictureOf(documentOf(state), scene, currentFacts(state)), id);
    drawPicture(pen, picture, view, readInk(theme), NOTHING, NOBODY);
    shown.transferFromImageBitmap(paper.transferToImageBitmap());
  }, [id, store, theme]);
  return <canvas ref={canvas} className={styles.inside} />;
}
