import type { Initializer } from '../op/operation';
import { normalFrom, seededRandom } from '../random';
import type { CompiledWeight, Weights, WeightTensor } from './compiled';

/**
 * Draws a network's first weights as Keras does. Each weight is drawn from the seed and its own name, so that a layer
 * that is added or removed changes no other layer's.
 */
export function initialise(weights: readonly CompiledWeight[], seed: number): Weights {
  return new Map(weights.map(weight => [weight.name, drawn(weight, seed)]));
}

function drawn({ name, shape, init }: CompiledWeight, seed: number): WeightTensor {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const draw = drawFrom(init, shape, seededRandom(`${seed}/${name}`));
  for (let i = 0; i < values.length; i++) values[i] = draw();
  return { shape, values };
}

function drawFrom(init: Initializer, shape: readonly number[], random: () => number): () => number {
  const { fanIn, fanOut } = fans(shape);
  switch (init) {
    case 'zeros':
      return () => 0;
    case 'ones':
      return () => 1;
    case 'constant_0.25':
      return () => 0.25;
    case 'random_normal': {
      const normal = normalFrom(random);
      return () => 0.05 * normal();
    }
    case 'glorot_uniform':
      return uniform(random, 2 / (fanIn + fanOut));
    case 'glorot_normal':
      return truncated(random, 2 / (fanIn + fanOut));
    case 'he_uniform':
      return uniform(random, 2 / fanIn);
    case 'he_normal':
      return truncated(random, 2 / fanIn);
    case 'lecun_normal':
      return truncated(random, 1 / fanIn);
  }
}

/** Uniform with this variance, around 0. */
function uniform(random: () => number, variance: number): () => number {
  const limit = Math.sqrt(3 * variance);
  return () => limit * (2 * random() - 1);
}

/** Standard deviation of a standard normal distribution cut off at ±2. */
const CUT_DEVIATION = 0.87962566103423978;

/** Normal, drawn again beyond two deviations, with this variance after the cut. */
function truncated(random: () => number, variance: number): () => number {
  const normal = normalFrom(random);
  const deviation = Math.sqrt(variance) / CUT_DEVIATION;
  return () => {
    let value = normal();
    while (Math.abs(value) > 2) value = normal();
    return deviation * value;
  };
}

/** How many values each output depends on, and how many outputs depend on each value, as Keras counts them. */
function fans(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  const last = shape.at(-1) ?? 1;
  const beforeLast = shape.at(-2) ?? last;
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { fanIn: Math.max(1, window * beforeLast), fanOut: Math.max(1, window * last) };
}
