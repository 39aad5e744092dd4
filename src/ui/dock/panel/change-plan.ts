import type { Augmentation, TrainingPlan } from '../../../core/document/training-plan';

/** New values by name; `undefined` leaves a setting out. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** `before` with the changes made; what is `undefined` is left out, so that a document says only what was chosen. */
export function changed<T extends object>(before: T, changes: Changes<T>): T {
  const after = { ...before, ...changes };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined)) as T;
}

/** The plan with other changes to the training images; a change of 0 is none, and no change at all leaves them out. */
export function changeAugmentation(plan: TrainingPlan, changes: Changes<Augmentation>): TrainingPlan {
  const kept = Object.entries(changed<Augmentation>(plan.augmentation ?? {}, changes)).filter(([, v]) => v !== 0);
  return changed(plan, { augmentation: kept.length > 0 ? (Object.fromEntries(kept) as Augmentation) : undefined });
}
