import type { Schedule } from '../../../../core/document/training-plan';
import { datasetById } from '../../../../training/datasets/catalogue';
import { Section } from '../../../parts/Section';
import styles from '../panel.module.css';
import { ChoiceSetting, NumberSetting } from '../Setting';
import { setPlan, usePlan } from '../use-plan';
import { RateCurve } from './RateCurve';

type Kind = 'constant' | Schedule['kind'];

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'constant', label: 'constant' },
  { value: 'step', label: 'steps down' },
  { value: 'cosine', label: 'cosine' },
  { value: 'one-cycle', label: 'one cycle' },
  { value: 'plateau', label: 'on a plateau' },
];

/** What each schedule begins with. */
const USUAL: Readonly<Record<Kind, Schedule | undefined>> = {
  constant: undefined,
  step: { kind: 'step', every: 2, factor: 0.5 },
  cosine: { kind: 'cosine', floor: 0 },
  'one-cycle': { kind: 'one-cycle', peak: 0.3 },
  plateau: { kind: 'plateau', patience: 2, factor: 0.5 },
};

const SAYS: Readonly<Record<Kind, string>> = {
  constant: 'The learning rate stays as it is.',
  step: 'Cut at regular intervals.',
  cosine: 'Falls along half a cosine, slowly at both ends.',
  'one-cycle': 'Rises to the learning rate, then falls to nearly 0.',
  plateau: 'Cut when the loss on held-out images no longer falls; drawn as if it never fell.',
};

/** How the learning rate changes over a run. */
export function ScheduleSection() {
  const plan = usePlan();
  const { schedule, warmUp = 0 } = plan;
  const kind = schedule?.kind ?? 'constant';
  const dataset = datasetById(plan.dataset);
  return (
    <Section title="Schedule">
      <ChoiceSetting
        label="Rate over time"
        help="How the learning rate changes over the run, as drawn below."
        value={kind}
        options={KINDS}
        onChange={next => setPlan({ schedule: USUAL[next] })}
      />
      {schedule && <Details schedule={schedule} epochs={plan.epochs} />}
      <NumberSetting
        label="Warm-up"
        help="Epochs, or a part of one, in which the rate rises from 0 before the schedule begins; 0 begins at once."
        value={warmUp}
        min={0}
        max={Math.max(1, plan.epochs)}
        step={0.5}
        unit="epochs"
        onChange={next => setPlan({ warmUp: next === 0 ? undefined : next })}
      />
      {dataset && <RateCurve plan={plan} trainCount={dataset.trainCount} />}
      <p className={styles.note}>{SAYS[kind]}</p>
    </Section>
  );
}

function Details({ schedule, epochs }: { readonly schedule: Schedule; readonly epochs: number }) {
  const set = (next: Schedule): void => setPlan({ schedule: next });
  switch (schedule.kind) {
    case 'step':
      return (
        <>
          <NumberSetting
            label="Cut every"
            help="Epochs between two cuts."
            value={schedule.every}
            min={1}
            max={Math.max(epochs, schedule.every, 1)}
            whole
            unit="epochs"
            onChange={every => set({ ...schedule, every })}
          />
          <Factor value={schedule.factor} onChange={factor => set({ ...schedule, factor })} />
        </>
      );
    case 'cosine':
      return (
        <NumberSetting
          label="Down to"
          help="The share of the learning rate that is left at the end."
          value={schedule.floor}
          min={0}
          max={0.99}
          step={0.01}
          onChange={floor => set({ ...schedule, floor })}
        />
      );
    case 'one-cycle':
      return (
        <NumberSetting
          label="Peak after"
          help="The share of the run after which the rate is highest."
          value={schedule.peak}
          min={0}
          max={0.99}
          step={0.05}
          onChange={peak => set({ ...schedule, peak })}
        />
      );
    case 'plateau':
      return (
        <>
          <NumberSetting
            label="Patience"
            help="How many epochs without a lower loss are waited for before a cut."
            value={schedule.patience}
            min={1}
            max={1000}
            whole
            unit="epochs"
            onChange={patience => set({ ...schedule, patience })}
          />
          <Factor value={schedule.factor} onChange={factor => set({ ...schedule, factor })} />
        </>
      );
  }
}

function Factor({ value, onChange }: { readonly value: number; onChange(value: number): void }) {
  return (
    <NumberSetting
      label="Cut to"
      help="What the rate is multiplied by at each cut."
      value={value}
      min={0.001}
      max={1}
      step={0.1}
      onChange={onChange}
    />
  );
}
