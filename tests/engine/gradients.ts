import type { Compiled, Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import { normalFrom, seededRandom } from '../../src/core/random';
import type { Dataset } from '../../src/training/datasets/dataset';
import type { Assignment, Trainer } from '../../src/training/trainer';

export const assigned = (model: Compiled, plan: TrainingPlan, dataset: Dataset): Assignment => ({
  model,
  plan,
  dataset,
  weights: shaken(initialise(model.weights, plan.seed), model),
});

/** Weights that are no longer all 0 or 1, so that each has a say. Variances stay positive. */
function shaken(weights: Weights, model: Compiled): Weights {
  return new Map(
    [...weights].map(([name, { shape, values }]) => {
      const normal = normalFrom(seededRandom(name));
      const fixed = model.weights.find(w => w.name === name)?.trainable === false;
      return [name, { shape, values: values.map(v => (fixed ? v : v + 0.1 * normal())) }];
    }),
  );
}

/** By weight: what one step of plain descent took away. */
export async function gradients(
  trainer: Trainer,
  before: Weights,
  images: Int32Array,
): Promise<Map<string, Float32Array>> {
  trainer.step(images, { learningRate: 1 });
  await trainer.heard();
  const after = await trainer.weights();
  return new Map(
    [...before].map(([name, { values }]) => [
      name,
      values.map((v, i) => v - (after.get(name)?.values[i] ?? Number.NaN)),
    ]),
  );
}

/** The largest difference, relative to the largest value. */
export function difference(a: Float32Array, b: Float32Array): number {
  let most = 0;
  let largest = 1e-6;
  b.forEach((value, i) => {
    const d = Math.abs((a[i] ?? Number.NaN) - value);
    most = Number.isNaN(d) ? Number.POSITIVE_INFINITY : Math.max(most, d);
    largest = Math.max(largest, Math.abs(value));
  });
  return a.length === b.length ? most / largest : Number.POSITIVE_INFINITY;
}
