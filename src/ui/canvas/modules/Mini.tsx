import { type CSSProperties, memo } from 'react';
import type { Miniature } from '../../../readings/layout/miniature';
import styles from './Mini.module.css';

/** Room for the miniature on a card, and the measures of its blocks before it is made to fit. */
const WIDTH = 58;
const HEIGHT = 38;
const BLOCK = [10, 6] as const;
const STEP = [12.5, 9] as const;
const BAR = 4;
/** Of its blocks' corners. */
const ROUND = 1.6;

/** The inside of a folded module in small: its branches as rows of blocks, the merge at their end as a bar. */
export const Mini = memo(function Mini({ of }: { readonly of: Miniature }) {
  const { rows, columns, bar } = of;
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
      {[...outlines(of)].map(([kind, d]) => (
        <path key={kind} className={`kind ${styles.block}`} style={hue(kind)} d={d} />
      ))}
    </svg>
  );
});

/** The blocks of each kind as one path: a graph has hundreds of them, and each element costs. */
function outlines({ blocks, rows, columns, bar }: Miniature): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const add = (kind: string, d: string): void => void paths.set(kind, (paths.get(kind) ?? '') + d);
  for (const { kind, row, column } of blocks) {
    add(kind, rounded(column * STEP[0], row * STEP[1] + (STEP[1] - BLOCK[1]) / 2, BLOCK[0], BLOCK[1]));
  }
  if (bar !== null) add(bar, rounded(columns * STEP[0], 0, BAR, rows * STEP[1]));
  return paths;
}

/** A rectangle with round corners. */
function rounded(x: number, y: number, width: number, height: number): string {
  const corner = (dx: number, dy: number): string => `a${ROUND} ${ROUND} 0 0 1 ${dx * ROUND} ${dy * ROUND}`;
  const [across, down] = [width - 2 * ROUND, height - 2 * ROUND];
  return (
    `M${x + ROUND} ${y}h${across}${corner(1, 1)}v${down}${corner(-1, 1)}` +
    `h${-across}${corner(-1, -1)}v${-down}${corner(1, -1)}z`
  );
}

const hue = (kind: string): CSSProperties => ({ '--h': `var(--h-${kind})` }) as CSSProperties;
