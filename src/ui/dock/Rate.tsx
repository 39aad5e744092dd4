import type { CSSProperties } from 'react';
import { readNumberText } from '../inspector/fields/number-text';
import { useDraft } from '../parts/use-draft';
import styles from './dock.module.css';

/** `2e-3` for 0.002: how learning rates are written. */
export const formatRate = (rate: number): string =>
  rate >= 0.01 ? String(rate) : rate.toExponential().replace('e-0', 'e-').replace('e+0', 'e');

interface Props {
  readonly value: number;
  onChange(value: number): void;
}

/** The learning rate, which reads as text until it is touched. What is no rate stays marked until the field is left. */
export function Rate({ value, onChange }: Props) {
  const draft = useDraft(value);
  const shown = draft.text ?? formatRate(value);
  const read = (text: string): number | null => {
    const rate = readNumberText(text);
    return rate !== null && rate > 0 && rate <= 100 ? rate : null;
  };
  return (
    <span className={styles.number} style={{ '--digits': shown.length } as CSSProperties}>
      <input
        aria-label="learning rate"
        aria-invalid={read(shown) === null}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        data-edits-document=""
        value={shown}
        onChange={({ target }) => {
          const rate = read(target.value);
          draft.keep(target.value, rate ?? value);
          if (rate !== null) onChange(rate);
        }}
        onFocus={({ target }) => target.select()}
        onBlur={draft.drop}
        onKeyDown={event => event.key === 'Enter' && draft.drop()}
      />
    </span>
  );
}
