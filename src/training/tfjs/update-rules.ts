import type { TrainingPlan } from '../../core/document/training-plan';

/** Arithmetic on whole tensors, so that a rule can be carried out by tensor operations or be written into one shader. */
export interface Arithmetic<T> {
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  sqrt(a: T): T;
  /** A number that may differ from step to step. */
  number(value: number): T;
}

/** How an optimizer changes weights. */
export interface UpdateRule {
  /** How many tensors it remembers of each weight; all zeros at first. */
  readonly memories: number;
  /** The new weights, then the new memories, from the weights, their gradient, the memories and the step. */
  step<T>(a: Arithmetic<T>, w: T, g: T, memory: readonly T[], at: Moment): readonly T[];
}

/** A step's number, from 1, and its learning rate. */
export interface Moment {
  readonly t: number;
  readonly rate: number;
}

const EPSILON = 1e-7;

/**
 * The rule of a plan, as TensorFlow.js and PyTorch define it. Weight decay applies to every weight: λw is added to its
 * gradient, but for AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019), where the weight itself
 * shrinks by λ times the learning rate.
 */
export function updateRule(plan: TrainingPlan): UpdateRule {
  const rule = slopeRule(plan);
  const { optimizer, weightDecay: decay = 0 } = plan;
  if (optimizer === 'adamw' || decay === 0) return rule;
  return {
    memories: rule.memories,
    step: (a, w, g, memory, at) => rule.step(a, w, a.add(g, a.mul(w, a.number(decay))), memory, at),
  };
}

function slopeRule({ optimizer, momentum = 0.9, weightDecay = 0.01 }: TrainingPlan): UpdateRule {
  switch (optimizer) {
    case 'sgd':
      return { memories: 0, step: (a, w, g, _, { rate }) => [a.sub(w, a.mul(g, a.number(rate)))] };
    case 'momentum':
    case 'nesterov':
      return {
        memories: 1,
        step(a, w, g, [before = g], { rate }) {
          const velocity = a.add(a.mul(before, a.number(momentum)), g);
          const move = optimizer === 'nesterov' ? a.add(a.mul(velocity, a.number(momentum)), g) : velocity;
          return [a.sub(w, a.mul(move, a.number(rate))), velocity];
        },
      };
    case 'rmsprop':
      return {
        memories: 2,
        step(a, w, g, [squares = g, before = g], { rate }) {
          const s = average(a, squares, a.mul(g, g), 0.9);
          const slope = a.div(a.mul(g, a.number(rate)), a.sqrt(a.add(s, a.number(EPSILON))));
          const velocity = a.add(a.mul(before, a.number(momentum)), slope);
          return [a.sub(w, velocity), s, velocity];
        },
      };
    case 'adam':
      return adam(0);
    case 'adamw':
      return adam(weightDecay);
  }
}

const adam = (decay: number): UpdateRule => ({
  memories: 2,
  step(a, w, g, [first = g, second = g], { t, rate }) {
    const m = average(a, first, g, 0.9);
    const v = average(a, second, a.mul(g, g), 0.999);
    // m̂ / (√v̂ + ε), the two corrections for the zeros at first taken out of the tensors' arithmetic.
    const root = Math.sqrt(1 - 0.999 ** t);
    const slope = a.div(a.mul(m, a.number((rate * root) / (1 - 0.9 ** t))), a.add(a.sqrt(v), a.number(EPSILON * root)));
    const kept = decay === 0 ? w : a.mul(w, a.number(1 - rate * decay));
    return [a.sub(kept, slope), m, v];
  },
});

const average = <T>(a: Arithmetic<T>, before: T, now: T, keep: number): T =>
  a.add(a.mul(before, a.number(keep)), a.mul(now, a.number(1 - keep)));
