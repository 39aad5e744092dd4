import { Section } from '../../../parts/Section';
import { hasMomentum, OPTIMIZERS, usualDecay } from '../../optimizers';
import { RATES } from '../../refusal';
import { ChoiceSetting, NumberSetting } from '../Setting';
import { setPlan, usePlan } from '../use-plan';

/** How a step changes the weights by their gradients. */
export function OptimizerSection() {
  const plan = usePlan();
  const { learningRate } = plan;
  const decay = usualDecay(plan);
  return (
    <Section title="Optimizer">
      <ChoiceSetting
        label="Method"
        help="The rule by which weights follow their gradients; Adam is a good first choice."
        value={plan.optimizer}
        options={OPTIMIZERS}
        onChange={optimizer => setPlan({ optimizer })}
      />
      <NumberSetting
        label="Learning rate"
        help="The size of a step: too large and the loss jumps, too small and it creeps."
        value={learningRate}
        min={RATES.min}
        max={RATES.max}
        step={10 ** Math.floor(Math.log10(learningRate))}
        onChange={rate => setPlan({ learningRate: rate })}
      />
      {hasMomentum(plan) && (
        <NumberSetting
          label="Momentum"
          help="How much of the last step’s direction is kept, 0 to 0.9999."
          value={plan.momentum ?? 0.9}
          min={0}
          max={0.9999}
          step={0.1}
          onChange={momentum => setPlan({ momentum: momentum === 0.9 ? undefined : momentum })}
        />
      )}
      <NumberSetting
        label="Weight decay"
        help="Pulls every weight towards 0 by this share, which keeps a network from learning the images by heart."
        value={plan.weightDecay ?? decay}
        min={0}
        max={1}
        step={0.001}
        onChange={weightDecay => setPlan({ weightDecay: weightDecay === decay ? undefined : weightDecay })}
      />
      <NumberSetting
        label="Clip gradients"
        help="Scales all gradients down together when their norm is larger than this; 0 leaves them as they are."
        value={plan.clipNorm ?? 0}
        min={0}
        max={1e6}
        step={0.5}
        onChange={norm => setPlan({ clipNorm: norm === 0 ? undefined : norm })}
      />
    </Section>
  );
}
