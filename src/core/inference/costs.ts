import type { WeightSpec } from '../op/operation';
import { sizeOf } from '../op/shape';
import type { Costs } from './facts';

export const FREE: Costs = { parameters: 0, trainable: 0, macs: 0, activations: 0 };

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** Sum of costs; what is not known of one part is not known of the whole. */
export function addCosts(parts: Iterable<Costs>): Costs {
  let { parameters, trainable, macs, activations } = FREE;
  for (const c of parts) {
    parameters = plus(parameters, c.parameters);
    trainable = plus(trainable, c.trainable);
    macs = plus(macs, c.macs);
    activations = plus(activations, c.activations);
  }
  return { parameters, trainable, macs, activations };
}

export const sameCosts = (a: Costs, b: Costs): boolean =>
  a.parameters === b.parameters && a.trainable === b.trainable && a.macs === b.macs && a.activations === b.activations;

/** Number of values in a node's weights, all and trainable ones. */
export function countWeights(weights: Readonly<Record<string, WeightSpec>>): Pick<Costs, 'parameters' | 'trainable'> {
  let parameters: number | null = 0;
  let trainable: number | null = 0;
  for (const name in weights) {
    const weight = weights[name];
    if (!weight) continue;
    const size = sizeOf(weight.shape);
    parameters = plus(parameters, size);
    if (weight.trainable !== false) trainable = plus(trainable, size);
  }
  return { parameters, trainable };
}
