import { Minus, Plus } from 'lucide-react';
import { Fragment } from 'react';
import type { DimsSpec } from '../../../core/op/params';
import type { Dim } from '../../../core/op/shape';
import type { FieldProps } from './field';
import styles from './fields.module.css';
import { NumberInput } from './NumberInput';

/** A list of lengths, `32 × 32 × 1`, with as many as the parameter allows. */
export function DimsField({
  id,
  label,
  value,
  spec,
  check,
  onChange,
  onComplaint,
}: FieldProps & { readonly spec: DimsSpec }) {
  const dims: readonly Dim[] = Array.isArray(value) ? value : spec.default;
  const axes = dims.map((length, i) => ({ axis: i + 1, length }));
  const changed = (axis: number, length: Dim): readonly Dim[] => axes.map(a => (a.axis === axis ? length : a.length));
  const fewer = dims.slice(0, -1);
  const more = [...dims, dims.at(-1) ?? spec.min ?? 1];
  const canShrink = check(fewer) === null;
  const canGrow = check(more) === null;
  return (
    <span className={styles.dims}>
      {axes.map(({ axis, length }) => (
        <Fragment key={axis}>
          {axis > 1 && (
            <span className={styles.times} aria-hidden="true">
              ×
            </span>
          )}
          <NumberInput
            {...(axis === 1 && { id })}
            label={`${label}, axis ${axis}`}
            value={value === undefined ? undefined : length}
            min={spec.min ?? 1}
            check={v => check(changed(axis, v))}
            onChange={v => onChange(changed(axis, v))}
            onComplaint={onComplaint}
          />
        </Fragment>
      ))}
      {(canShrink || canGrow) && (
        <>
          <button
            type="button"
            className={styles.small}
            aria-label={`${label}: remove the last axis`}
            disabled={!canShrink}
            onClick={() => onChange(fewer)}
          >
            <Minus size={13} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={styles.small}
            aria-label={`${label}: add an axis`}
            disabled={!canGrow}
            onClick={() => onChange(more)}
          >
            <Plus size={13} aria-hidden="true" />
          </button>
        </>
      )}
    </span>
  );
}
