import * as tf from '@tensorflow/tfjs-core';
import type { TrainingPlan } from '../../core/document/training-plan';
import { type Arithmetic, type UpdateRule, updateRule } from './update-rules';

/** Changes variables by their gradients. */
export interface Optimizer {
  /** One step; the gradients are looked up by the variables' names. */
  apply(gradients: Readonly<Record<string, tf.Tensor>>): void;
  /** Forgets what it remembers, as when the weights were set anew. */
  reset(): void;
}

/** Carries a rule out on tensors of one shape: weights, gradient, memories; gives new weights and memories. */
export type Updating = (
  rule: UpdateRule,
  w: tf.Tensor,
  g: tf.Tensor,
  memory: readonly tf.Tensor[],
  t: number,
) => readonly tf.Tensor[];

/** Weights below this many values are updated together: on a GPU ten small updates cost ten times one update. */
const SMALL = 65_536;

/** Variables that are updated as one tensor. */
interface Bucket {
  readonly variables: readonly tf.Variable[];
  /** Joined weights, then the memories. */
  state: readonly tf.Tensor[];
}

/**
 * An optimizer for these variables. A variable that has no gradient in the first step (a branch that leads to no loss)
 * is left alone, by weight decay too.
 */
export function createOptimizer(
  plan: TrainingPlan,
  variables: readonly tf.Variable[],
  update: Updating = byOperations,
): Optimizer {
  const rule = updateRule(plan);
  let buckets: readonly Bucket[] = [];
  let t = 0;
  return {
    apply(gradients) {
      if (t === 0)
        buckets = fill(
          variables.filter(v => v.name in gradients),
          rule.memories,
        );
      t++;
      tf.tidy(() => {
        for (const bucket of buckets) step(bucket, gradients);
      });
    },
    reset() {
      for (const bucket of buckets) tf.dispose([...bucket.state]);
      buckets = [];
      t = 0;
    },
  };

  function step(bucket: Bucket, gradients: Readonly<Record<string, tf.Tensor>>): void {
    const g = join(bucket.variables.flatMap(v => gradients[v.name] ?? []));
    const [w, ...memory] = bucket.state;
    if (!w) return;
    const next = update(rule, w, g, memory, t);
    tf.dispose([...bucket.state]);
    bucket.state = next.map(tensor => tf.keep(tensor));
    spread(next[0] ?? w, bucket.variables);
  }
}

function fill(variables: readonly tf.Variable[], memories: number): Bucket[] {
  const small = variables.filter(v => v.size < SMALL);
  const large = variables.filter(v => v.size >= SMALL).map(v => [v]);
  return [...(small.length > 0 ? [small] : []), ...large].map(group => ({
    variables: group,
    state: tf.tidy(() => {
      const w = join(group);
      return [w.clone(), ...Array.from({ length: memories }, () => tf.zerosLike(w))].map(tensor => tf.keep(tensor));
    }),
  }));
}

function join(tensors: readonly tf.Tensor[]): tf.Tensor {
  const [only] = tensors;
  return only && tensors.length === 1 ? only : tf.concat(tensors.map(t => tf.reshape(t, [t.size])));
}

function spread(joined: tf.Tensor, variables: readonly tf.Variable[]): void {
  let start = 0;
  for (const variable of variables) {
    const part = variables.length === 1 ? joined : tf.reshape(tf.slice(joined, start, variable.size), variable.shape);
    variable.assign(part);
    start += variable.size;
  }
}

/** Carries a rule out by an operation for every sum and product. */
const byOperations: Updating = (rule, w, g, memory, t) => rule.step(tensorArithmetic, w, g, memory, t);

const tensorArithmetic: Arithmetic<tf.Tensor> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  sqrt: a => tf.sqrt(a),
  number: value => tf.scalar(value),
};
