import { useStore } from '@xyflow/react';
import type { CSSProperties } from 'react';
import { createPortal } from 'react-dom';
import { titleOf } from '../../core/edits/names';
import { catalogue } from '../../ops/catalogue';
import { notationOf, sizeOfNode } from '../../readings/layout/node-size';
import { documentOf, useEditor } from '../../state/editor';
import { Glyph, hueOf } from '../parts/Glyph';
import { useCanvas } from './canvas-state';
import card from './NodeCard.module.css';
import styles from './PaletteGhost.module.css';

/** The node as it will be, under the pointer on its way from the palette. */
export function PaletteGhost() {
  const dragging = useCanvas(s => s.dragging);
  const onWire = useCanvas(s => s.overWire !== null);
  const flow = useCanvas(s => s.flow);
  const scale = useStore(s => (dragging?.at ? s.transform[2] : 1));
  const doc = useEditor(documentOf);
  if (!dragging || !flow) return null;
  const { op, screen, at } = dragging;
  const size = sizeOfNode(catalogue, { op, params: {} });
  const notation = notationOf(catalogue, { op, params: {} });
  const corner = at
    ? flow.flowToScreenPosition({ x: at[0], y: at[1] })
    : { x: screen[0] - size.width / 2, y: screen[1] - size.height / 2 };
  return createPortal(
    <div
      className={styles.ghost}
      data-over={at !== null}
      data-on-wire={onWire}
      style={{ ...size, transform: `translate(${corner.x}px, ${corner.y}px) scale(${scale})` }}
    >
      <div className={`kind ${card.card}`} style={{ '--h': hueOf(op) } as CSSProperties}>
        <Glyph op={op} size={notation === '' ? 22 : 26} />
        <div className={card.words}>
          <div className={card.name}>{titleOf(doc, catalogue, op)}</div>
          {notation !== '' && <div className={card.notation}>{notation}</div>}
        </div>
      </div>
    </div>,
    document.body,
  );
}
