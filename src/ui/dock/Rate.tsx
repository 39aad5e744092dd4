import { PlanNumber } from './PlanNumber';
import { RATES } from './refusal';

/** `2e-3` for 0.002: how learning rates are written. */
export const formatRate = (rate: number): string =>
  rate >= 0.01 ? String(rate) : rate.toExponential().replace('e-0', 'e-').replace('e+0', 'e');

interface Props {
  readonly value: number;
  onChange(value: number): void;
}

/** The learning rate. */
export const Rate = ({ value, onChange }: Props) => (
  <PlanNumber
    name="Learning rate"
    label="learning rate"
    value={value}
    limits={RATES}
    show={formatRate}
    onChange={onChange}
  />
);
