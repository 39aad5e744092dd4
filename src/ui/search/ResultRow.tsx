import { useEffect, useRef } from 'react';
import { formatShape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';
import { notationOf } from '../../readings/layout/node-size';
import { Glyph } from '../parts/Glyph';
import { showCount } from '../parts/quantities';
import type { ReadLink } from './parse';
import type { LinkPreview } from './preview';
import styles from './ResultRow.module.css';
import type { Result } from './use-results';

interface ResultRowProps {
  readonly id: string;
  readonly result: Result;
  readonly active: boolean;
  onPoint(): void;
  onChoose(): void;
}

/** An operation that may be added, with its parameters as understood, what it would make and what that costs. */
export function ResultRow({ id, result: { link, preview }, active, onPoint, onChoose }: ResultRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active && row.current) showInList(row.current);
  }, [active]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={active}
      className={styles.row}
      data-active={active}
      data-refused={preview?.says !== null && preview !== null}
      title={preview?.says ?? undefined}
      // The focus stays in the field, which names the active option; a press may bring it here.
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={onChoose}
      onKeyDown={event => event.key === 'Enter' && onChoose()}
    >
      <Glyph op={link.op.op} />
      <span className={styles.name}>
        {link.op.title} <span className={styles.notation}>{notation(link)}</span>
      </span>
      <span className={styles.shape}>{made(preview)}</span>
      <span className={styles.cost}>{cost(preview)}</span>
    </div>
  );
}

/** Scrolls the list, and nothing around it, no further than it takes. */
function showInList(row: HTMLElement): void {
  const list = row.parentElement;
  if (!list) return;
  const above = row.offsetTop - list.offsetTop - list.scrollTop;
  if (above < 0) list.scrollTop += above;
  list.scrollTop += Math.max(0, above + row.offsetHeight - list.clientHeight);
}

/** The links before the one that is being typed, each with the shape that it makes. */
export function FinishedLinks({ links }: { readonly links: readonly (Result | null)[] }) {
  if (links.length === 0) return null;
  return (
    <ol className={styles.finished}>
      {links.map((result, i) => (
        <li
          key={links
            .slice(0, i + 1)
            .map(l => l?.link.op.op ?? '?')
            .join('>')}
          className={styles.link}
          data-refused={!result || result.preview?.says != null}
        >
          {result ? <Glyph op={result.link.op.op} size={16} /> : <span className={styles.unknown}>?</span>}
          <span className={styles.name}>
            {result?.link.op.short ?? result?.link.op.title ?? 'not known'}{' '}
            <span className={styles.notation}>{result && notation(result.link)}</span>
          </span>
          <span className={styles.shape}>{result && made(result.preview)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The parameters as understood, without the word that the title says already: `2×2 / 2` beside `Average pooling`. */
function notation({ op, params }: ReadLink): string {
  const text = notationOf(catalogue, { op: op.op, params });
  const [word = ''] = op.title.toLowerCase().split(' ');
  return text.startsWith(`${word} `) ? text.slice(word.length + 1) : text;
}

function made(preview: LinkPreview | null): string {
  if (!preview) return '';
  if (preview.says !== null) return 'does not fit';
  return preview.shape ? `→ ${formatShape(preview.shape)}` : '';
}

function cost(preview: LinkPreview | null): string {
  if (!preview || preview.says !== null || preview.parameters === null) return '';
  return preview.parameters === 0 ? 'free' : `+${showCount(preview.parameters)}`;
}
