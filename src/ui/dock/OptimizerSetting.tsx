import { NumberField } from '@base-ui/react/number-field';
import { Popover } from '@base-ui/react/popover';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { OptimizerKind, TrainingPlan } from '../../core/document/training-plan';
import { Choice, type Option } from './Choice';
import styles from './dock.module.css';

const OPTIMIZERS: readonly Option<OptimizerKind>[] = [
  { value: 'adam', label: 'Adam', remark: 'Adapts each weight’s step; a good first choice' },
  { value: 'adamw', label: 'AdamW', remark: 'Adam with weight decay kept apart from the gradient' },
  { value: 'sgd', label: 'SGD', remark: 'Plain gradient descent' },
  { value: 'momentum', label: 'Momentum', remark: 'SGD that keeps rolling' },
  { value: 'rmsprop', label: 'RMSProp', remark: 'Scales by recent gradient size' },
];

/** `2e-3` for 0.002: how learning rates are written. */
export const formatRate = (rate: number): string =>
  rate >= 0.01 ? String(rate) : rate.toExponential().replace('e-0', 'e-').replace('e+0', 'e');

interface Props {
  readonly plan: TrainingPlan;
  change(plan: Partial<TrainingPlan>): void;
}

export function OptimizerSetting({ plan, change }: Props) {
  const name = OPTIMIZERS.find(o => o.value === plan.optimizer)?.label ?? plan.optimizer;
  return (
    <div className={styles.set}>
      <span className={styles.label} aria-hidden="true">
        optimizer
      </span>
      <Popover.Root>
        <Popover.Trigger className={styles.value} aria-label="optimizer">
          {name} {formatRate(plan.learningRate)}
          <ChevronDown size={12} aria-hidden="true" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner side="top" sideOffset={6} style={{ zIndex: 40 }}>
            <Popover.Popup className={styles.popup} aria-label="Optimizer">
              <div className={styles.form}>
                <span className={styles.label}>Method</span>
                <Choice
                  label=""
                  value={plan.optimizer}
                  options={OPTIMIZERS}
                  onChange={optimizer => change({ optimizer })}
                />
                <Real
                  label="Learning rate"
                  value={plan.learningRate}
                  max={10}
                  set={learningRate => change({ learningRate })}
                />
                {(plan.optimizer === 'momentum' || plan.optimizer === 'rmsprop') && (
                  <Real
                    label="Momentum"
                    value={plan.momentum ?? 0.9}
                    max={0.9999}
                    set={momentum => change({ momentum })}
                  />
                )}
                {plan.optimizer === 'adamw' && (
                  <Real
                    label="Weight decay"
                    value={plan.weightDecay ?? 0.01}
                    max={1}
                    set={weightDecay => change({ weightDecay })}
                  />
                )}
                <Real
                  label="Seed"
                  value={plan.seed}
                  max={2 ** 31 - 1}
                  set={seed => change({ seed: Math.round(seed) })}
                />
                <p>The seed fixes the first weights and the order of the images: the same seed repeats the run.</p>
              </div>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

function Real({ label, value, max, set }: { label: string; value: number; max: number; set(value: number): void }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <NumberField.Root
        id={id}
        value={value}
        min={0}
        max={max}
        step={value > 0 ? 10 ** Math.floor(Math.log10(value)) : 0.1}
        format={{ maximumSignificantDigits: 8, useGrouping: false }}
        onValueChange={next => next !== null && set(next)}
      >
        <NumberField.Input />
      </NumberField.Root>
    </>
  );
}
