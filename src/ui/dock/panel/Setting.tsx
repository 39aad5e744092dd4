import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId, useState } from 'react';
import fields from '../../inspector/fields/fields.module.css';
import { NumberInput } from '../../inspector/fields/NumberInput';
import { Picker } from '../../parts/Picker';
import { Tip } from '../../parts/Tip';
import { refusalOf } from '../refusal';
import look from './panel.module.css';

interface Explained {
  readonly label: string;
  /** One sentence: what it does. */
  readonly help: string;
}

interface RowProps extends Explained {
  readonly id: string;
  readonly complaint?: string | null;
  readonly children: ReactNode;
}

/** One setting: its label with the help on it, its control, and what is wrong with what was typed. */
function Row({ id, label, help, complaint = null, children }: RowProps) {
  return (
    <div className={fields.row}>
      <span className={fields.rowLabel}>
        <Tip text={help} side="left">
          <label htmlFor={id}>{label}</label>
        </Tip>
      </span>
      <span className={look.control}>{children}</span>
      {complaint !== null && (
        <p className={fields.complaint} role="alert">
          {label} {complaint}
        </p>
      )}
    </div>
  );
}

interface NumberSettingProps extends Explained {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Whole numbers only. */
  readonly whole?: true;
  /** Stands behind the field: `px`. */
  readonly unit?: string;
  onChange(value: number): void;
}

/** A number within limits. */
export function NumberSetting({ label, help, value, min, max, step = 1, whole, unit, onChange }: NumberSettingProps) {
  const id = useId();
  const [complaint, setComplaint] = useState<string | null>(null);
  const check = (typed: number | null): string | null => refusalOf(typed, { min, max, whole });
  return (
    <Row id={id} label={label} help={help} complaint={complaint}>
      <NumberInput
        id={id}
        label={label}
        value={value}
        step={step}
        min={min}
        max={max}
        check={check}
        onChange={next => next !== null && onChange(next)}
        onComplaint={setComplaint}
      />
      {unit !== undefined && <span className={look.unit}>{unit}</span>}
    </Row>
  );
}

interface FlagSettingProps extends Explained {
  readonly value: boolean;
  onChange(value: boolean): void;
}

/** On or off. */
export function FlagSetting({ label, help, value, onChange }: FlagSettingProps) {
  const id = useId();
  return (
    <Row id={id} label={label} help={help}>
      <Switch.Root id={id} className={fields.switch} aria-label={label} checked={value} onCheckedChange={onChange}>
        <Switch.Thumb className={fields.thumb} />
      </Switch.Root>
    </Row>
  );
}

interface ChoiceSettingProps<T extends string> extends Explained {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  onChange(value: T): void;
}

/** One of a few. */
export function ChoiceSetting<T extends string>({ label, help, value, options, onChange }: ChoiceSettingProps<T>) {
  const id = useId();
  return (
    <Row id={id} label={label} help={help}>
      <Picker id={id} label={label} value={value} options={options} onChange={onChange} />
    </Row>
  );
}
