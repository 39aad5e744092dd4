import { useStoreApi, ViewportPortal } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { useCanvas } from '../canvas-state';
import type { Scene } from '../scene';
import { wirePath } from '../wire-path';
import styles from './DrawnLayer.module.css';
import { strokeWidth } from './draw';
import type { Picture } from './picture';

/** Above this many wires under the hand, they are straight lines. */
const MANY = 600;

/**
 * The wires at cards that move, where they are now. One element whose path is set as the hand moves: only what it
 * covers is painted again, and nothing is rendered.
 */
export function MovingWires({ scene, picture }: { readonly scene: Scene; readonly picture: Picture }) {
  const line = useRef<SVGPathElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let shown: ReadonlyMap<NodeId, Point> | null = null;
    const show = (): void => {
      const { moving } = useCanvas.getState();
      if (moving === shown || !line.current) return;
      shown = moving;
      line.current.ownerSVGElement?.toggleAttribute('data-held', moving !== null);
      line.current.setAttribute('stroke-width', String(strokeWidth(1.6, store.getState().transform[2])));
      line.current.setAttribute('d', moving ? pathOf(scene, picture, moving) : '');
    };
    show();
    return useCanvas.subscribe(show);
  }, [scene, picture, store]);
  return (
    <ViewportPortal>
      <svg className={styles.moving} width={1} height={1} aria-hidden="true">
        <path ref={line} />
      </svg>
    </ViewportPortal>
  );
}

function pathOf({ cards }: Scene, { strokesOf }: Picture, moving: ReadonlyMap<NodeId, Point>): string {
  const strokes = new Set([...moving.keys()].flatMap(id => strokesOf.get(id) ?? []));
  const placeOf = ({ x, y }: { readonly x: number; readonly y: number }, id: NodeId | undefined) => {
    const card = id === undefined ? undefined : cards.get(id);
    const at = id === undefined ? undefined : moving.get(id);
    return card && at ? { x: x + at[0] - card.x, y: y + at[1] - card.y } : { x, y };
  };
  let d = '';
  for (const { from, to, wire } of strokes) {
    const [start, end] = [placeOf(from, wire?.from[0]), placeOf(to, wire?.to[0])];
    d += strokes.size > MANY ? `M${start.x} ${start.y}L${end.x} ${end.y}` : wirePath(start, end, null, 'middle').d;
  }
  return d;
}
