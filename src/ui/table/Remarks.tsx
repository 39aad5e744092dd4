import type { ReactNode } from 'react';
import type { Piece } from '../../readings/table/row';
import styles from './Table.module.css';

interface RemarksProps {
  readonly pieces: readonly Piece[];
  /** The field that stands in the place of the piece `at`. */
  readonly edited: ReactNode;
  readonly at: number;
}

/** Kernel, stride and what else there is to say, each parameter a part that can be edited. */
export function Remarks({ pieces, edited, at }: RemarksProps) {
  return (
    <span className={`${styles.text} ${styles.words}`} title={pieces.map(p => p.text).join('')}>
      {pieces.map(({ text, target }, i) => {
        const key = target ? `${target.node}/${target.param}` : `${i}`;
        if (edited && i === at) return <span key={key}>{edited}</span>;
        return (
          <span
            key={key}
            data-piece={i}
            className={target ? styles.param : undefined}
            data-bound={target?.bound ? '' : undefined}
          >
            {text}
          </span>
        );
      })}
    </span>
  );
}
