import { Link2 } from 'lucide-react';
import { useState } from 'react';
import type { Size2d } from '../../../core/op/params';
import { Tip } from '../../parts/Tip';
import type { FieldProps } from './field';
import styles from './fields.module.css';
import { NumberInput } from './NumberInput';

const asSize = (value: unknown): Size2d | undefined =>
  Array.isArray(value) && value.length === 2 ? [Number(value[0]), Number(value[1])] : undefined;

/** Height × width; linked, both change together. */
export function SizeField({
  id,
  label,
  value,
  min,
  check,
  onChange,
  onComplaint,
}: FieldProps & { readonly min: number }) {
  const size = asSize(value);
  const [linked, setLinked] = useState(!size || size[0] === size[1]);
  const changed = (axis: 0 | 1, length: number | null): Size2d => {
    const given = length ?? Number.NaN;
    if (linked || !size) return [given, given];
    return axis === 0 ? [given, size[1]] : [size[0], given];
  };
  const axis = (index: 0 | 1, name: string) => (
    <NumberInput
      {...(index === 0 && { id })}
      label={`${label}, ${name}`}
      value={size?.[index]}
      min={min}
      check={v => check(changed(index, v))}
      onChange={v => onChange(changed(index, v))}
      onComplaint={onComplaint}
    />
  );
  return (
    <span className={styles.pair}>
      {axis(0, 'height')}
      <Tip text={linked ? 'Height and width change together' : 'Height and width change apart'}>
        <button
          type="button"
          className={styles.link}
          aria-pressed={linked}
          aria-label={`${label}: change height and width together`}
          onClick={() => setLinked(!linked)}
        >
          {linked ? <Link2 size={13} aria-hidden="true" /> : '×'}
        </button>
      </Tip>
      {axis(1, 'width')}
    </span>
  );
}
