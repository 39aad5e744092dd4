import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { useDraft } from '../../parts/use-draft';
import styles from './fields.module.css';
import { readNumberText, showNumber, stepped } from './number-text';

interface NumberInputProps {
  readonly id?: string;
  readonly label: string;
  /** `undefined` when several nodes differ; `null` is an open length, shown as `?`. */
  readonly value: number | null | undefined;
  readonly step?: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Why a value is refused, as the end of a sentence; `null` when it is legal. */
  check(value: number | null): string | null;
  onChange(value: number | null): void;
  /** Tells the row what is wrong with what stands in the field now. */
  onComplaint(says: string | null): void;
}

/**
 * A number that is applied while it is typed. What is refused stays in the field with the reason until it is mended
 * or the field is left. Arrows step by one `step`, with Shift by ten.
 */
export function NumberInput(props: NumberInputProps) {
  const { label, value, step = 1, min, max, check, onChange, onComplaint } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const draft = useDraft(value);
  const shown = draft.text ?? (value === undefined ? '' : value === null ? '?' : showNumber(value));
  const wrong = draft.text !== null && check(readNumberText(draft.text)) !== null;

  const type = (text: string): void => {
    const read = readNumberText(text);
    const complaint = check(read);
    draft.keep(text, complaint === null ? read : value);
    onComplaint(complaint);
    if (complaint === null && read !== value) onChange(read);
  };
  const leave = (): void => {
    draft.drop();
    onComplaint(null);
  };
  const move = (by: number): void => {
    const typed = draft.text === null ? value : readNumberText(draft.text);
    const from = typeof typed === 'number' && !Number.isNaN(typed) ? typed : (value ?? min ?? 0);
    const next = stepped(from, by * step, min, max);
    leave();
    if (check(next) === null && next !== value) onChange(next);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      move(direction * (event.shiftKey ? 10 : 1));
    } else if (event.key === 'Enter') {
      leave();
      event.currentTarget.select();
    } else if (event.key === 'Escape' && draft.text !== null) {
      event.stopPropagation();
      leave();
    }
  };
  return (
    <span className={styles.number}>
      <input
        id={id}
        className={styles.input}
        role="spinbutton"
        inputMode={step < 1 ? 'decimal' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={wrong}
        {...(typeof value === 'number' && { 'aria-valuenow': value })}
        {...(min !== undefined && { 'aria-valuemin': min })}
        {...(max !== undefined && { 'aria-valuemax': max })}
        data-edits-document=""
        placeholder={value === undefined ? 'mixed' : ''}
        value={shown}
        onChange={event => type(event.target.value)}
        onFocus={event => event.target.select()}
        onBlur={leave}
        onKeyDown={press}
      />
      <span className={styles.steppers} aria-hidden="true">
        <button
          type="button"
          tabIndex={-1}
          onPointerDown={e => e.preventDefault()}
          onClick={e => move(e.shiftKey ? 10 : 1)}
        >
          <ChevronUp size={10} />
        </button>
        <button
          type="button"
          tabIndex={-1}
          onPointerDown={e => e.preventDefault()}
          onClick={e => move(e.shiftKey ? -10 : -1)}
        >
          <ChevronDown size={10} />
        </button>
      </span>
    </span>
  );
}
