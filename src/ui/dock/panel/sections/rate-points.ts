import type { TrainingPlan } from '../../../../core/document/training-plan';
import { afterValidation, rateAt, SCHEDULE_START, stretched } from '../../../../training/schedule';

/** The learning rate at one place of a run. */
export interface RatePoint {
  readonly epoch: number;
  readonly rate: number;
}

/** Points enough for a small drawing. */
const MOST = 240;

/**
 * The learning rate over a whole run, at steps spread evenly, the first and the last of every epoch and of a warm-up
 * among them. A plateau is shown as it would be if the loss never improved after the first epoch.
 */
export function ratePoints(plan: TrainingPlan, trainCount: number): readonly RatePoint[] {
  const perEpoch = Math.ceil(trainCount / plan.batchSize);
  const steps = plan.epochs * perEpoch;
  const warm = Math.round((plan.warmUp ?? 0) * perEpoch);
  const telling = [warm - 1, warm, steps - 1];
  if (plan.epochs <= MOST)
    for (let epoch = 1; epoch < plan.epochs; epoch++) telling.push(epoch * perEpoch - 1, epoch * perEpoch);
  const spread = Array.from({ length: MOST }, (_, i) => Math.floor((i * steps) / MOST));
  const shown = [...new Set([...spread, ...telling])].filter(s => s >= 0 && s < steps).sort((a, b) => a - b);

  let state = stretched(SCHEDULE_START, 0, steps);
  let epoch = 0;
  const points = shown.map((step): RatePoint => {
    for (; epoch < Math.floor(step / perEpoch); epoch++) state = afterValidation(plan, state, 1);
    return { epoch: step / perEpoch, rate: rateAt(plan, state, step, perEpoch) };
  });
  return [...points, { epoch: plan.epochs, rate: points.at(-1)?.rate ?? 0 }];
}
