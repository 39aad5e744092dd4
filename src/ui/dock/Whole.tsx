import { useId } from 'react';
import styles from './dock.module.css';
import { PlanNumber } from './PlanNumber';

interface Props {
  readonly label: string;
  /** What it is, as the beginning of a sentence. */
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  onChange(value: number): void;
}

/** A whole number of the plan, with its label. */
export function Whole({ label, name, value, min, max, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.set}>
      <label htmlFor={id}>{label}</label>
      <PlanNumber
        id={id}
        name={name}
        value={value}
        limits={{ min, max, whole: true }}
        show={String}
        step={(from, direction) => from + direction}
        onChange={onChange}
      />
    </div>
  );
}
