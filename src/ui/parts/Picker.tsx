import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import styles from './Picker.module.css';

interface PickerProps<T extends string> {
  readonly id?: string;
  readonly label: string;
  /** `undefined` when several things differ; shown as `mixed`. */
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  onChange(value: T): void;
}

/** One of a few values, in a field that opens a list. */
export function Picker<T extends string>({ id, label, value, options, onChange }: PickerProps<T>) {
  return (
    <Select.Root
      items={options}
      value={value ?? null}
      onValueChange={next => {
        const option = options.find(o => o.value === next);
        if (option) onChange(option.value);
      }}
    >
      <Select.Trigger id={id} className={styles.field} aria-label={label}>
        <Select.Value>{(shown: T | null) => options.find(o => o.value === shown)?.label ?? 'mixed'}</Select.Value>
        <ChevronDown size={12} aria-hidden="true" />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className={styles.popup}>
            {options.map(option => (
              <Select.Item key={option.value} value={option.value} className={styles.item}>
                <Select.ItemIndicator className={styles.check}>
                  <Check size={13} aria-hidden="true" />
                </Select.ItemIndicator>
                <Select.ItemText className={styles.text}>{option.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
