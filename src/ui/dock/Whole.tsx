import { NumberField } from '@base-ui/react/number-field';
import { type CSSProperties, useId } from 'react';
import styles from './dock.module.css';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  onChange(value: number): void;
}

/** A whole number that reads as text until it is touched. */
export function Whole({ label, value, min, max, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.set}>
      <label htmlFor={id}>{label}</label>
      <NumberField.Root
        id={id}
        className={styles.number}
        style={{ '--digits': String(value).length } as CSSProperties}
        value={value}
        min={min}
        max={max}
        format={{ useGrouping: false, maximumFractionDigits: 0 }}
        onValueChange={next => next !== null && onChange(Math.round(next))}
      >
        <NumberField.Input data-edits-document="" />
      </NumberField.Root>
    </div>
  );
}
