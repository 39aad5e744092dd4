import { type CSSProperties, memo, useCallback } from 'react';
import { moduleOf } from '../../core/document/architecture';
import { type ParamSchema, type Values, withDefaults } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { curveGlyph } from './curve-points';
import styles from './Glyph.module.css';

const MODULE = '<rect x="3.5" y="3.5" width="13" height="13" rx="2"/><path d="M7 10h6M10 7v6" opacity=".7"/>';
const UNKNOWN = '<path d="M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5v.01"/>';

/** Side of the grid that glyphs are drawn on: where there is room, a unit of it is a pixel, and nothing is scaled. */
const GRID = 20;

const drawn = new Map<string, string>();
/** SVG markup on the grid; an activation's is its own curve. */
function markupOf(op: string): string {
  if (moduleOf(op) !== null) return MODULE;
  const known = drawn.get(op);
  if (known !== undefined) return known;
  const operation = catalogue.get(op);
  const expression = operation?.expression?.(withDefaults(operation.params, {}) as Values<ParamSchema>);
  const markup = operation?.glyph ?? (expression ? curveGlyph(expression) : UNKNOWN);
  drawn.set(op, markup);
  return markup;
}

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
  const markup = markupOf(op);
  const draw = useCallback(
    (g: SVGGElement | null) => {
      if (g) g.innerHTML = markup;
    },
    [markup],
  );
  const side = size < GRID + 2 ? 0.8 * size : GRID;
  const hue = { '--h': hueOf(op), width: size, height: size } as CSSProperties;
  return (
    <span className={`kind ${styles.tile}`} style={hue} aria-hidden="true">
      <svg viewBox={`0 0 ${GRID} ${GRID}`} width={side} height={side} className={styles.lines} aria-hidden="true">
        <g ref={draw} />
      </svg>
    </span>
  );
});
