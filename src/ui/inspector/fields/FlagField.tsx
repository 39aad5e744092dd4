import { Switch } from '@base-ui/react/switch';
import type { FieldProps } from './field';
import styles from './fields.module.css';

/** On or off. */
export function FlagField({ id, label, value, onChange }: FieldProps) {
  return (
    <span className={styles.mixedSwitch}>
      <Switch.Root
        id={id}
        className={styles.switch}
        aria-label={label}
        checked={value === true}
        onCheckedChange={checked => onChange(checked)}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
      {value === undefined && 'mixed'}
    </span>
  );
}
