import { type CSSProperties, memo, useCallback } from 'react';
import { moduleOf } from '../../core/document/architecture';
import { catalogue } from '../../ops/catalogue';
import styles from './Glyph.module.css';

const MODULE = '<rect x="3.5" y="3.5" width="13" height="13" rx="2"/><path d="M7 10h6M10 7v6" opacity=".7"/>';
const UNKNOWN = '<path d="M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5v.01"/>';

/** The hue of an operation or a module, for `--h` on an element of class `kind`. */
export function hueOf(op: string): string {
  return `var(--h-${moduleOf(op) === null ? (catalogue.get(op)?.kind ?? 'data') : 'module'})`;
}

interface GlyphProps {
  /** An operation's id, or `module:` and a module's id. */
  readonly op: string;
  /** Side of the tile in pixels. */
  readonly size?: number;
}

/** The picture of an operation on a tile in its kind's colour. */
export const Glyph = memo(function Glyph({ op, size = 20 }: GlyphProps) {
  const markup = moduleOf(op) === null ? (catalogue.get(op)?.glyph ?? UNKNOWN) : MODULE;
  const draw = useCallback(
    (g: SVGGElement | null) => {
      if (g) g.innerHTML = markup;
    },
    [markup],
  );
  const hue = { '--h': hueOf(op), width: size, height: size } as CSSProperties;
  return (
    <span className={`kind ${styles.tile}`} style={hue} aria-hidden="true">
      <svg viewBox="0 0 20 20" className={styles.lines} aria-hidden="true">
        <g ref={draw} />
      </svg>
    </span>
  );
});
