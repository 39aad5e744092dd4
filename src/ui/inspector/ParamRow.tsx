import { RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { type ParamSpec, type ParamValue, sameValue } from '../../core/op/params';
import { Picker } from '../parts/Picker';
import { Tip } from '../parts/Tip';
import { DimsField } from './fields/DimsField';
import { FlagField } from './fields/FlagField';
import type { FieldProps } from './fields/field';
import styles from './fields/fields.module.css';
import { NumberInput } from './fields/NumberInput';
import { PaddingField } from './fields/PaddingField';
import { SidesField } from './fields/SidesField';
import { SizeField } from './fields/SizeField';
import type { SharedParam } from './shared-params';

interface ParamRowProps {
  readonly param: SharedParam;
  onChange(value: ParamValue): void;
  /** Back to the default. */
  onReset(): void;
  /** Inside a module: what binds the parameter, or lets it go. */
  readonly binding?: ReactNode;
  /** What a bound parameter says: `Pool features = 64`. */
  readonly boundAs?: string | undefined;
}

/** One parameter: its label, the control that suits its kind, and what is wrong with it. */
export function ParamRow({ param, onChange, onReset, binding, boundAs }: ParamRowProps) {
  const { spec, value, changed, bound } = param;
  const id = useId();
  const [complaint, setComplaint] = useState<{ readonly says: string; readonly of: typeof value } | null>(null);
  const stands = value === undefined || bound !== null ? null : param.rejects(value);
  // It is about what stood in the field; once the value has changed otherwise, that is gone.
  const says = complaint && sameValue(complaint.of, value) ? complaint.says : stands;
  const label = (
    <label htmlFor={id} id={`${id}-label`}>
      {spec.label}
    </label>
  );
  const onComplaint = (wrong: string | null): void => setComplaint(wrong === null ? null : { says: wrong, of: value });
  const field: FieldProps = { id, label: spec.label, value, check: param.rejects, onChange, onComplaint };
  return (
    <div className={styles.row} data-tall={isTall(spec, value) ? '' : undefined}>
      <span className={styles.rowLabel}>
        {spec.help === undefined ? (
          label
        ) : (
          <Tip text={spec.help} side="left">
            {label}
          </Tip>
        )}
        {changed && (bound === null || binding === undefined) && (
          <Tip text={bound === null ? `Back to ${showDefault(spec)}` : `Set here, as ${showDefault(spec)}`} side="top">
            <button type="button" className={styles.reset} aria-label={`Reset ${spec.label}`} onClick={onReset}>
              <RotateCcw size={11} aria-hidden="true" />
            </button>
          </Tip>
        )}
      </span>
      <span className={styles.control}>
        {bound === null ? (
          <Control spec={spec} field={field} />
        ) : (
          <span className={styles.bound}>{boundAs ?? bound}</span>
        )}
        {binding}
      </span>
      {says !== null && (
        <p className={styles.complaint} role="alert">
          {spec.label} {says}
        </p>
      )}
    </div>
  );
}

function Control({ spec, field }: { readonly spec: ParamSpec; readonly field: FieldProps }) {
  switch (spec.kind) {
    case 'int':
    case 'real':
      return (
        <NumberInput
          {...field}
          value={typeof field.value === 'number' ? field.value : undefined}
          step={spec.kind === 'real' ? (spec.step ?? 0.1) : 1}
          min={spec.min}
          max={spec.max}
          onChange={v => field.onChange(v ?? spec.default)}
        />
      );
    case 'flag':
      return <FlagField {...field} />;
    case 'choice':
      return (
        <Picker {...field} value={typeof field.value === 'string' ? field.value : undefined} options={spec.options} />
      );
    case 'size2d':
      return <SizeField {...field} min={spec.min ?? 0} />;
    case 'padding2d':
      return <PaddingField {...field} />;
    case 'sides':
      return <SidesField {...field} />;
    case 'dims':
      return <DimsField {...field} spec={spec} />;
  }
}

const isTall = (spec: ParamSpec, value: ParamValue | undefined): boolean =>
  spec.kind === 'sides' || spec.kind === 'dims' || (spec.kind === 'padding2d' && Array.isArray(value));

function showDefault(spec: ParamSpec): string {
  if (spec.kind === 'choice') return spec.options.find(o => o.value === spec.default)?.label ?? spec.default;
  if (spec.kind === 'flag') return spec.default ? 'on' : 'off';
  if (spec.kind === 'sides') return spec.default.join(', ');
  return Array.isArray(spec.default) ? spec.default.map(d => d ?? '?').join('×') : `${spec.default}`;
}
