import type { Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { Checkpoint } from './checkpoints/checkpoint';
import { fingerprintOf } from './checkpoints/fingerprint';
import type { RunRequest } from './protocol';
import { SCHEDULE_START } from './schedule';

/**
 * Whether a request can go on with this run as if it had been given more epochs to begin with: the same network with
 * just the weights that the run was left with, on the same images in batches of the same size, by the same method.
 * Anything else in the plan may have changed.
 */
export function continues({ request: before, mark }: Checkpoint, { model, plan, weights }: RunRequest): boolean {
  const same = (['dataset', 'batchSize', 'optimizer'] as const).every(what => before.plan[what] === plan[what]);
  return (
    mark.step > 0 &&
    same &&
    fingerprintOf(before.model) === fingerprintOf(model) &&
    weights !== undefined &&
    areEqual(mark.trainer.weights, weights)
  );
}

/** The run as it goes on by this plan: a learning rate that was chosen anew is not lessened by what a plateau took before. */
export function onward(before: Checkpoint, plan: TrainingPlan): Checkpoint {
  if (rated(before.request.plan) === rated(plan)) return before;
  const { mark } = before;
  return { ...before, mark: { ...mark, course: { ...mark.course, schedule: SCHEDULE_START } } };
}

const rated = ({ learningRate, schedule }: TrainingPlan): string => JSON.stringify([learningRate, schedule]);

function areEqual(a: Weights, b: Weights): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([name, { values }]) => {
    const other = b.get(name)?.values;
    return other?.length === values.length && values.every((value, i) => value === other[i]);
  });
}
