import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import styles from './dock.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** One line under the label. */
  readonly remark?: string;
  readonly disabled?: boolean;
}

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  onChange(value: T): void;
}

/** One setting of the training row: a quiet label, the value, and the choices on a click. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <div className={styles.set}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <Select.Root
        items={options}
        value={value}
        onValueChange={next => {
          const option = options.find(o => o.value === next);
          if (option) onChange(option.value);
        }}
      >
        <Select.Trigger className={styles.value} aria-label={label}>
          <Select.Value />
          <ChevronDown size={12} aria-hidden="true" />
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner side="top" sideOffset={6} alignItemWithTrigger={false} style={{ zIndex: 50 }}>
            <Select.Popup className={styles.popup}>
              {options.map(option => (
                <Select.Item key={option.value} value={option.value} className={styles.item} disabled={option.disabled}>
                  <Select.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </Select.ItemIndicator>
                  <div>
                    <Select.ItemText>{option.label}</Select.ItemText>
                    {option.remark && <small>{option.remark}</small>}
                  </div>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
