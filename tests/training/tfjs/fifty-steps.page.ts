import type { Compiled } from '../../../src/core/compiler/compiled';
import { initialise } from '../../../src/core/compiler/initialise';
import type { TrainingPlan } from '../../../src/core/document/training-plan';
import type { TfjsBackend } from '../../../src/training/tfjs/backends';
import { makeTfjsTrainer } from '../../../src/training/tfjs/make-trainer';
import { noisyImages } from '../../engine/networks';
import { torchCurve } from '../../engine/torch-curve';

/** A case of torch-cases.ts as JSON; the weights and the images follow from the seed and their shape. */
export interface Asked {
  readonly backend: TfjsBackend;
  readonly model: Compiled;
  readonly plan: TrainingPlan;
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  readonly batches: readonly (readonly number[])[];
}

/** The loss of each step. @throws when the backend does not come up */
export default async function steps({ backend, model, plan, shape, classes, batches }: Asked): Promise<number[]> {
  const assignment = {
    ...{ model, plan },
    dataset: noisyImages(shape, classes),
    weights: initialise(model.weights, plan.seed),
  };
  const trainer = await makeTfjsTrainer(backend, assignment);
  if (!trainer) throw new Error(`There is no ${backend}`);
  return torchCurve(
    trainer,
    assignment,
    batches.map(batch => Int32Array.from(batch)),
  );
}
