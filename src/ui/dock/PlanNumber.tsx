import { type CSSProperties, type KeyboardEvent, useId } from 'react';
import { readNumberText } from '../inspector/fields/number-text';
import { useDraft } from '../parts/use-draft';
import styles from './dock.module.css';
import { type Limits, refusalOf } from './refusal';

interface Props {
  readonly id?: string;
  /** What the number is, as the beginning of a sentence: `Batch size`. */
  readonly name: string;
  /** For the screen reader, where no label stands beside it. */
  readonly label?: string;
  readonly value: number;
  readonly limits: Limits;
  show(value: number): string;
  /** The next number up (1) or down (−1). */
  step?(value: number, direction: number): number;
  onChange(value: number): void;
}

/**
 * A number of the plan that reads as text until it is touched. It is applied while it is typed; what is refused stays,
 * with the reason above it, until it is mended or the field is left.
 */
export function PlanNumber({ id, name, label, value, limits, show, step, onChange }: Props) {
  const reason = useId();
  const draft = useDraft(value);
  const shown = draft.text ?? show(value);
  const refusal = draft.text === null ? null : refusalOf(readNumberText(draft.text), limits);
  const type = (text: string): void => {
    const read = readNumberText(text);
    const legal = read !== null && refusalOf(read, limits) === null;
    draft.keep(text, legal ? read : value);
    if (legal && read !== value) onChange(read);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0 && step) {
      event.preventDefault();
      const next = step(value, direction);
      draft.drop();
      if (refusalOf(next, limits) === null) onChange(next);
    } else if (event.key === 'Enter') {
      draft.drop();
    } else if (event.key === 'Escape' && draft.text !== null) {
      event.stopPropagation();
      draft.drop();
    }
  };
  return (
    <span className={styles.number} style={{ '--digits': shown.length } as CSSProperties}>
      <input
        id={id}
        aria-label={label}
        aria-invalid={refusal !== null}
        aria-describedby={refusal === null ? undefined : reason}
        inputMode={limits.whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        data-edits-document=""
        value={shown}
        onChange={event => type(event.target.value)}
        onFocus={event => event.target.select()}
        onBlur={draft.drop}
        onKeyDown={press}
      />
      {refusal !== null && (
        <span id={reason} className={styles.refusal} role="alert">
          {name} {refusal}
        </span>
      )}
    </span>
  );
}
