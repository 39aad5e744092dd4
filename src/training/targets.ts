import type { Loss } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { Dataset } from './datasets/dataset';
import { RunFailure } from './failure';

/** What a loss wants of the network: the same for the step's gradient and for the loss that is shown. */
export interface Targets {
  /** Share of the target that is spread evenly over all classes. */
  readonly smoothing: number;
  /** How much an image of each class counts; `null`: all the same. */
  readonly classWeights: Float32Array | null;
}

/** One-hot targets, every image counted alike. */
export const PLAIN_TARGETS: Targets = { smoothing: 0, classWeights: null };

/**
 * The targets that a plan asks for. `balanced` gives an image of a class N / (K n) of the N training images' weight,
 * where n are of the class and K classes occur, so that a mean image counts 1.
 * @throws RunFailure when there are not as many class weights as classes, or all of them are 0
 */
export function targetsOf({ labelSmoothing = 0, classWeights }: TrainingPlan, { facts, labels }: Dataset): Targets {
  const classes = facts.labels.length;
  if (classWeights === undefined) return { smoothing: labelSmoothing, classWeights: null };
  if (classWeights === 'balanced')
    return { smoothing: labelSmoothing, classWeights: balanced(labels.subarray(0, facts.trainCount), classes) };
  if (classWeights.length !== classes) {
    const weights = classWeights.length === 1 ? '1 class weight' : `${classWeights.length} class weights`;
    throw new RunFailure(
      `The plan has ${weights}, the data set ${classes} classes`,
      'Give one weight per class, or have them balanced',
    );
  }
  if (classWeights.every(weight => weight === 0))
    throw new RunFailure('All class weights are 0, so no image counts', 'Give at least one class a weight above 0');
  return { smoothing: labelSmoothing, classWeights: Float32Array.from(classWeights) };
}

function balanced(labels: Uint8Array, classes: number): Float32Array {
  const counts = Array.from({ length: classes }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const present = counts.filter(n => n > 0).length;
  return Float32Array.from(counts, n => (n > 0 ? labels.length / (present * n) : 1));
}

/** What is wanted at an image's label, and at every other class, as Keras smooths each loss. */
export function wantedOf(
  loss: Loss,
  smoothing: number,
  classes: number,
): { readonly on: number; readonly off: number } {
  switch (loss) {
    case 'categorical_crossentropy':
      return { on: 1 - smoothing + smoothing / classes, off: smoothing / classes };
    case 'binary_crossentropy':
      return { on: 1 - smoothing / 2, off: smoothing / 2 };
    case 'mean_squared_error':
      return { on: 1, off: 0 };
  }
}
