import { memo } from 'react';
import type { Sized, Target } from '../../readings/table/row';
import { useChangeCount } from '../canvas/use-change-count';
import styles from './Table.module.css';

interface NumbersProps {
  readonly text: string;
  /** A parameter, which can be edited; `bound` when the surrounding module gives it. */
  readonly param?: 'own' | 'bound' | undefined;
}

/** A number or a size that pulses once when an edit has changed it. */
export const Numbers = memo(function Numbers({ text, param }: NumbersProps) {
  const changes = useChangeCount(text);
  return (
    <span
      key={changes}
      className={param ? `${styles.text} ${styles.param}` : styles.text}
      data-bound={param === 'bound' ? '' : undefined}
      data-changed={changes > 0 ? '' : undefined}
      {...(text.length > 12 && { title: text })}
    >
      {text}
    </span>
  );
});

/** A tensor's size; dashed where shapes stop. */
export function Size({ size, target }: { readonly size: Sized; readonly target: Target | null }) {
  if (size.known || size.text !== '?') {
    return <Numbers text={size.text} param={target ? (target.bound ? 'bound' : 'own') : undefined} />;
  }
  return (
    <span className={styles.unknown}>
      ?<span className="spoken"> not known</span>
    </span>
  );
}
