import type { Compiled, Weights } from '../core/compiler/compiled';
import { initialise } from '../core/compiler/initialise';

/** Weights to start from: those given where name and shape fit, fresh ones from the seed for the rest. */
export function startingWeights(model: Compiled, given: Weights | undefined, seed: number): Weights {
  const fresh = initialise(model.weights, seed);
  if (!given) return fresh;
  return new Map(
    [...fresh].map(([name, tensor]) => {
      const kept = given.get(name);
      return [name, kept?.shape.join() === tensor.shape.join() ? kept : tensor];
    }),
  );
}
