import type { CSSProperties } from 'react';
import { type Architecture, moduleOf } from '../../core/document/architecture';
import { catalogue } from '../../ops/catalogue';
import { miniatureOf } from '../../readings/layout/miniature';
import { faceOf, kindOf } from '../../readings/layout/module-face';
import styles from './Start.module.css';

const HEIGHT = 112;
const MARGIN = 10;
/** One block of a branch, and how far apart blocks are. */
const BLOCK = [9, 9] as const;
const STEP = [11, 12.5] as const;
/** An operation of the main line, and the merge at the end of branches. */
const BAR = 5;
const TALL = 26;

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: string;
}

/** A network made of modules in small: operations as bars, blocks with their branches; equal ones in a row once. */
export function BlocksPicture({ doc }: { readonly doc: Architecture }) {
  const { rects, width } = blocksOf(doc);
  return (
    <svg className={styles.picture} viewBox={`${-MARGIN} 0 ${width + 2 * MARGIN} ${HEIGHT}`} aria-hidden="true">
      {rects.map(r => (
        <rect
          key={`${r.x},${r.y}`}
          className={`kind ${styles.blocks}`}
          style={{ '--h': `var(--h-${r.kind})` } as CSSProperties}
          x={r.x}
          y={r.y}
          width={r.width}
          height={r.height}
          rx="1.5"
        />
      ))}
    </svg>
  );
}

function blocksOf(doc: Architecture): { readonly rects: readonly Rect[]; readonly width: number } {
  const rects: Rect[] = [];
  let x = 0;
  let before = '';
  for (const { op } of doc.graph.nodes) {
    const module = moduleOf(op);
    const kind = kindOf(doc, catalogue, op);
    const plain = module === null || catalogue.has(faceOf(doc, catalogue, op));
    if (op === before || op === 'input' || op === 'output') continue;
    before = op;
    if (plain) {
      rects.push({ x, y: (HEIGHT - TALL) / 2, width: BAR, height: TALL, kind });
      x += BAR + 3;
      continue;
    }
    const { blocks, rows, columns, bar } = miniatureOf(doc, catalogue, module ?? '');
    const top = (HEIGHT - rows * STEP[1]) / 2;
    for (const b of blocks) {
      const [width, height] = BLOCK;
      rects.push({ x: x + b.column * STEP[0], y: top + b.row * STEP[1], width, height, kind: b.kind });
    }
    x += columns * STEP[0] + 1;
    if (bar !== null) rects.push({ x, y: top - 4, width: BAR - 1, height: rows * STEP[1] + 5, kind: bar });
    x += BAR + 4;
  }
  return { rects, width: Math.max(1, x) };
}
