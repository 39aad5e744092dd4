import { describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../../src/core/document/training-plan';
import { type Arithmetic, updateRule } from '../../../src/training/tfjs/update-rules';
import { tinyPlan } from '../tiny';

const numbers: Arithmetic<number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  sqrt: Math.sqrt,
  number: value => value,
};

/** The weight after each step, from 1, on these gradients. */
function weights(plan: Partial<TrainingPlan>, gradients: readonly number[]): number[] {
  const rule = updateRule({ ...tinyPlan, ...plan });
  let state: readonly number[] = [1, ...Array.from({ length: rule.memories }, () => 0)];
  return gradients.map((g, i) => {
    const [w = Number.NaN, ...memory] = state;
    state = rule.step(numbers, w, g, memory, { t: i + 1, rate: 0.1 });
    return state[0] ?? Number.NaN;
  });
}

/** As Loshchilov and Hutter write Adam with decoupled weight decay. */
function adamByDefinition(gradients: readonly number[], decay: number): number[] {
  let [w, m, v] = [1, 0, 0];
  return gradients.map((g, i) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const [mHat, vHat] = [m / (1 - 0.9 ** (i + 1)), v / (1 - 0.999 ** (i + 1))];
    w -= 0.1 * (mHat / (Math.sqrt(vHat) + 1e-7) + decay * w);
    return w;
  });
}

const gradients = [0.5, -0.2, 0.1, 3, 0, 0.4];
const close = (got: readonly number[], expected: readonly number[]) => {
  got.forEach((w, i) => {
    expect(w).toBeCloseTo(expected[i] ?? Number.NaN, 10);
  });
};

describe('the rules of the optimizers', () => {
  it('SGD goes down the slope', () => close(weights({ optimizer: 'sgd' }, [1, 2]), [0.9, 0.7]));

  it('momentum keeps a share of its velocity', () =>
    close(weights({ optimizer: 'momentum', momentum: 0.5 }, [1, 0, 0]), [0.9, 0.85, 0.825]));

  it('Nesterov looks ahead along its velocity, as SGD(nesterov=True) of PyTorch does', () => {
    // v = µv + g, w −= rate (g + µv), by hand.
    const moved = [1, 2].reduce<readonly [w: number, v: number]>(
      ([w, v], g) => [w - 0.1 * (g + 0.5 * (0.5 * v + g)), 0.5 * v + g],
      [1, 0],
    );
    close(weights({ optimizer: 'nesterov', momentum: 0.5 }, [1, 2]), [0.85, moved[0]]);
    expect(moved[0]).toBeCloseTo(0.85 - 0.1 * (2 + 0.5 * 2.5), 12);
  });

  it.each(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const)(
    'weight decay is added to the gradient of %s',
    optimizer => {
      const plain = { optimizer, momentum: 0.5 };
      // From 1, whose decay is known; a second step decays what the first has left.
      const [first = Number.NaN] = weights(plain, [0.5 + 0.3]);
      close(weights({ ...plain, weightDecay: 0.3 }, [0.5, -0.2]), weights(plain, [0.8, -0.2 + 0.3 * first]));
    },
  );

  it('RMSProp divides by the root of the mean square', () =>
    close(weights({ optimizer: 'rmsprop', momentum: 0 }, [2]), [1 - 0.2 / Math.sqrt(0.4 + 1e-7)]));

  it('Adam is as it is defined', () =>
    close(weights({ optimizer: 'adam' }, gradients), adamByDefinition(gradients, 0)));

  it('AdamW decays the weights apart from the slope', () =>
    close(weights({ optimizer: 'adamw', weightDecay: 0.3 }, gradients), adamByDefinition(gradients, 0.3)));
});
