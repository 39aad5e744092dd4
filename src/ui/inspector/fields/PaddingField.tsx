import { Picker } from '../../parts/Picker';
import type { FieldProps } from './field';
import styles from './fields.module.css';
import { SidesField } from './SidesField';

const OPTIONS = [
  { value: 'valid', label: 'valid' },
  { value: 'same', label: 'same' },
  { value: 'custom', label: 'custom' },
] as const;
type Choice = (typeof OPTIONS)[number]['value'];

function choiceOf(value: unknown): Choice | undefined {
  if (value === 'valid' || value === 'same') return value;
  return Array.isArray(value) ? 'custom' : undefined;
}

/** No padding, as much as keeps the size, or so many pixels on each side. */
export function PaddingField(props: FieldProps) {
  const choice = choiceOf(props.value);
  return (
    <span className={styles.stack}>
      <Picker
        id={props.id}
        label={props.label}
        value={choice}
        options={OPTIONS}
        onChange={next => props.onChange(next === 'custom' ? [0, 0, 0, 0] : next)}
      />
      {choice === 'custom' && <SidesField {...props} id={`${props.id}-sides`} />}
    </span>
  );
}
