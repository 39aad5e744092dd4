import type { Sides } from '../../../core/op/params';
import type { FieldProps } from './field';
import styles from './fields.module.css';
import { NumberInput } from './NumberInput';

const NAMES = ['top', 'bottom', 'left', 'right'] as const;

const asSides = (value: unknown): Sides | undefined =>
  Array.isArray(value) && value.length === 4
    ? [Number(value[0]), Number(value[1]), Number(value[2]), Number(value[3])]
    : undefined;

/** Pixels at the top, bottom, left and right. */
export function SidesField({ id, label, value, check, onChange, onComplaint }: FieldProps) {
  const sides = asSides(value);
  const changed = (index: number, pixels: number | null): readonly (number | null)[] =>
    NAMES.map((_, i) => (i === index ? pixels : (sides?.[i] ?? 0)));
  return (
    <span className={styles.sides}>
      {NAMES.map((name, i) => (
        <span key={name} className={styles.side}>
          <span aria-hidden="true">{name}</span>
          <NumberInput
            {...(i === 0 && { id })}
            label={`${label}, ${name}`}
            value={sides?.[i]}
            min={0}
            check={v => check(changed(i, v))}
            onChange={v => onChange(changed(i, v))}
            onComplaint={onComplaint}
          />
        </span>
      ))}
    </span>
  );
}
