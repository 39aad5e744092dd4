import * as tf from '@tensorflow/tfjs-core';
import type { TrainingPlan } from '../../core/document/architecture';

/** Changes variables by their gradients. */
export interface Optimizer {
  /** One step; the gradients are looked up by the variables' names, a variable without one stays as it is. */
  apply(gradients: Readonly<Record<string, tf.Tensor>>): void;
  /** Forgets momentum and counts steps from 0 again. */
  reset(): void;
  dispose(): void;
}

/** New weights from weights and gradient of one bucket; `memory` holds what the rule remembers, zeros at first. */
interface Rule {
  readonly memories: number;
  step(
    w: tf.Tensor,
    g: tf.Tensor,
    memory: readonly tf.Tensor[],
    t: number,
  ): { w: tf.Tensor; memory: readonly tf.Tensor[] };
}

const EPSILON = 1e-7;

/**
 * The rules, as TensorFlow.js and PyTorch define them.
 * AdamW: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019: the decay is scaled by the learning rate
 * and applied to every weight.
 */
function ruleOf({ optimizer, learningRate: rate, momentum = 0.9, weightDecay = 0.01 }: TrainingPlan): Rule {
  switch (optimizer) {
    case 'sgd':
      return { memories: 0, step: (w, g) => ({ w: tf.sub(w, tf.mul(g, rate)), memory: [] }) };
    case 'momentum':
      return {
        memories: 1,
        step(w, g, [before]) {
          const velocity = before ? tf.add(tf.mul(before, momentum), g) : g;
          return { w: tf.sub(w, tf.mul(velocity, rate)), memory: [velocity] };
        },
      };
    case 'rmsprop':
      return {
        memories: 2,
        step(w, g, [squares, before]) {
          const s = average(squares, tf.square(g), 0.9);
          const slope = tf.div(tf.mul(g, rate), tf.sqrt(tf.add(s, EPSILON)));
          const velocity = before ? tf.add(tf.mul(before, momentum), slope) : slope;
          return { w: tf.sub(w, velocity), memory: [s, velocity] };
        },
      };
    case 'adam':
    case 'adamw': {
      const kept = optimizer === 'adamw' ? 1 - rate * weightDecay : 1;
      return {
        memories: 2,
        step(w, g, [first, second], t) {
          const m = average(first, g, 0.9);
          const v = average(second, tf.square(g), 0.999);
          // m̂ / (√v̂ + ε) with the two bias corrections taken out of the tensors' arithmetic.
          const root = Math.sqrt(1 - 0.999 ** t);
          const slope = tf.div(tf.mul(m, (rate * root) / (1 - 0.9 ** t)), tf.add(tf.sqrt(v), EPSILON * root));
          return { w: tf.sub(kept === 1 ? w : tf.mul(w, kept), slope), memory: [m, v] };
        },
      };
    }
  }
}

const average = (before: tf.Tensor | undefined, now: tf.Tensor, keep: number): tf.Tensor =>
  before ? tf.add(tf.mul(before, keep), tf.mul(now, 1 - keep)) : tf.mul(now, 1 - keep);

/** Weights below this many values share a bucket: on a GPU ten small updates cost ten times one update. */
const SMALL = 65_536;

interface Bucket {
  readonly variables: readonly tf.Variable[];
  memory: readonly tf.Tensor[];
}

/**
 * An optimizer for these variables. Small ones are updated together, as one vector. A variable that has no gradient in
 * the first step (a branch that leads to no loss) is left alone, by weight decay too.
 */
export function createOptimizer(plan: TrainingPlan, variables: readonly tf.Variable[]): Optimizer {
  const rule = ruleOf(plan);
  let buckets: readonly Bucket[] = [];
  let t = 0;

  const reset = () => {
    for (const bucket of buckets) tf.dispose([...bucket.memory]);
    buckets = [];
    t = 0;
  };
  return {
    apply(gradients) {
      if (t === 0) buckets = sort(variables.filter(v => v.name in gradients));
      t++;
      tf.tidy(() => {
        for (const bucket of buckets) update(bucket, gradients, rule, t);
      });
    },
    reset,
    dispose: reset,
  };
}

function sort(variables: readonly tf.Variable[]): Bucket[] {
  const small = variables.filter(v => v.size < SMALL);
  const large = variables.filter(v => v.size >= SMALL).map(v => [v]);
  return [...(small.length > 0 ? [small] : []), ...large].map(group => ({ variables: group, memory: [] }));
}

function update(bucket: Bucket, gradients: Readonly<Record<string, tf.Tensor>>, rule: Rule, t: number): void {
  const { variables } = bucket;
  const g = join(variables.flatMap(v => gradients[v.name] ?? []));
  const next = rule.step(join(variables), g, bucket.memory, t);
  tf.dispose([...bucket.memory]);
  bucket.memory = next.memory.map(m => tf.keep(m));
  let start = 0;
  for (const variable of variables) {
    const part = variables.length === 1 ? next.w : tf.slice(next.w, start, variable.size);
    variable.assign(tf.reshape(part, variable.shape));
    start += variable.size;
  }
}

function join(tensors: readonly tf.Tensor[]): tf.Tensor {
  const flat = tensors.map(t => tf.reshape(t, [t.size]));
  const [only] = flat;
  return only && flat.length === 1 ? only : tf.concat(flat);
}
