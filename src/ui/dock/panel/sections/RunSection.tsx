import { Section } from '../../../parts/Section';
import { FlagSetting, NumberSetting } from '../Setting';
import { largestBatch, setPlan, usePlan } from '../use-plan';

/** Epochs without progress that a run waits for when it may stop early, until another number is chosen. */
const PATIENCE = 3;

/** How long a run lasts, and what makes it repeat. */
export function RunSection() {
  const plan = usePlan();
  const { epochs, batchSize, earlyStopping, seed } = plan;
  return (
    <Section title="Length and seed">
      <NumberSetting
        label="Epochs"
        help="How many times a run goes through all training images."
        value={epochs}
        min={1}
        max={10_000}
        whole
        onChange={next => setPlan({ epochs: next })}
      />
      <NumberSetting
        label="Batch size"
        help="Images per step: larger batches give steadier and fewer steps, and need more memory."
        value={batchSize}
        min={1}
        max={largestBatch(plan)}
        whole
        onChange={next => setPlan({ batchSize: next })}
      />
      <FlagSetting
        label="Stop early"
        help="Ends the run when the loss on held-out images no longer falls, and goes back to the best weights."
        value={earlyStopping !== undefined}
        onChange={on => setPlan({ earlyStopping: on ? { patience: PATIENCE } : undefined })}
      />
      {earlyStopping && (
        <NumberSetting
          label="Patience"
          help="How many epochs without a lower loss on held-out images are waited for."
          value={earlyStopping.patience}
          min={1}
          max={1000}
          whole
          unit="epochs"
          onChange={patience => setPlan({ earlyStopping: { patience } })}
        />
      )}
      <NumberSetting
        label="Seed"
        help="Fixes the first weights, the order of the images and every change to them: the same seed repeats the run."
        value={seed}
        min={0}
        max={2 ** 31 - 1}
        whole
        onChange={next => setPlan({ seed: next })}
      />
    </Section>
  );
}
