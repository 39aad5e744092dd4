import { type CSSProperties, memo } from 'react';
import type { Miniature } from '../../../readings/layout/miniature';
import styles from './Mini.module.css';

/** Room for the miniature on a card, and the measures of its blocks before it is made to fit. */
const WIDTH = 58;
const HEIGHT = 38;
const BLOCK = [10, 6] as const;
const STEP = [12.5, 9] as const;
const BAR = 4;

/** The inside of a folded module in small: its branches as rows of blocks, the merge at their end as a bar. */
export const Mini = memo(function Mini({ of: { blocks, rows, columns, bar } }: { readonly of: Miniature }) {
  const width = columns * STEP[0] + (bar === null ? 0 : BAR);
  const height = rows * STEP[1];
  // Small ones keep their size, large ones are made to fit.
  const scale = Math.min(1, WIDTH / width, HEIGHT / height);
  return (
    <svg
      className={styles.mini}
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {blocks.map(b => (
        <rect
          key={`${b.row},${b.column}`}
          className={`kind ${styles.block}`}
          style={hue(b.kind)}
          x={b.column * STEP[0]}
          y={b.row * STEP[1] + (STEP[1] - BLOCK[1]) / 2}
          width={BLOCK[0]}
          height={BLOCK[1]}
          rx="1.6"
        />
      ))}
      {bar !== null && (
        <rect
          className={`kind ${styles.block}`}
          style={hue(bar)}
          x={columns * STEP[0]}
          y={0}
          width={BAR}
          height={height}
          rx="1.6"
        />
      )}
    </svg>
  );
});

const hue = (kind: string): CSSProperties => ({ '--h': `var(--h-${kind})` }) as CSSProperties;
