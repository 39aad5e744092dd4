import * as tf from '@tensorflow/tfjs-core';
import type { TrainingPlan } from '../../core/document/training-plan';
import { type Arithmetic, type Moment, type UpdateRule, updateRule } from './update-rules';

/** Changes variables by their gradients. */
export interface Optimizer {
  /** One step; the gradients are looked up by the variables' names. */
  apply(gradients: Readonly<Record<string, tf.Tensor>>, learningRate: number): void;
  /** A copy of what it remembers, by variable: steps since it was fresh, and its memories. */
  remembered(): Promise<Remembered>;
  /** Goes on with what an optimizer of the same rule remembered; variables that it does not know start with zeros. */
  recall(remembered: Remembered): void;
  /** Forgets what it remembers, as when the weights were set anew. */
  reset(): void;
  /** Keeps what it remembers on the device, until it is disposed. */
  snapshot(): { restore(): void; dispose(): void };
}

export interface Remembered {
  readonly t: number;
  readonly memories: readonly ReadonlyMap<tf.Variable, Float32Array>[];
}
const NOTHING: Remembered = { t: 0, memories: [] };

/** Carries a rule out on tensors of one shape: weights, gradient, memories; gives new weights and memories. */
export type Updating = (
  rule: UpdateRule,
  w: tf.Tensor,
  g: tf.Tensor,
  memory: readonly tf.Tensor[],
  at: Moment,
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
  /** What the buckets are filled with when the first gradients tell which variables there are. */
  let start = NOTHING;
  return {
    apply(gradients, learningRate) {
      if (buckets.length === 0)
        buckets = fill(
          variables.filter(v => v.name in gradients),
          rule.memories,
          start,
        );
      t++;
      tf.tidy(() => {
        const joined = buckets.map(b => join(b.variables.flatMap(v => gradients[v.name] ?? [])));
        const factor = plan.clipNorm === undefined ? null : clipFactor(joined, plan.clipNorm);
        buckets.forEach((bucket, i) => {
          const g = joined[i];
          if (g) step(bucket, factor ? tf.mul(g, factor) : g, { t, rate: learningRate });
        });
      });
    },
    reset() {
      for (const bucket of buckets) tf.dispose([...bucket.state]);
      buckets = [];
      t = 0;
      start = NOTHING;
    },
    snapshot() {
      const copied = (all: readonly Bucket[]): Bucket[] =>
        all.map(({ variables, state }) => ({ variables, state: state.map(tensor => tf.keep(tensor.clone())) }));
      const then = { buckets: copied(buckets), t, start };
      return {
        restore: () => {
          this.reset();
          buckets = copied(then.buckets);
          ({ t, start } = then);
        },
        dispose: () => tf.dispose(then.buckets.flatMap(bucket => bucket.state)),
      };
    },
    async remembered() {
      if (buckets.length === 0) return start;
      const memories = Array.from({ length: rule.memories }, (_, i) => valuesOf(buckets, 1 + i));
      return { t, memories: await Promise.all(memories) };
    },
    recall(remembered) {
      this.reset();
      start = remembered;
      ({ t } = remembered);
    },
  };

  function step(bucket: Bucket, g: tf.Tensor, at: Moment): void {
    const [w, ...memory] = bucket.state;
    if (!w) return;
    const next = update(rule, w, g, memory, at);
    tf.dispose([...bucket.state]);
    bucket.state = next.map(tensor => tf.keep(tensor));
    spread(next[0] ?? w, bucket.variables);
  }
}

/** By what gradients are multiplied, so that their norm, taken over all together, is at most `most`. */
function clipFactor(gradients: readonly tf.Tensor[], most: number): tf.Tensor {
  const norm = tf.sqrt(tf.addN(gradients.map(g => tf.sum(tf.square(g)))));
  // most / max(norm, most), but a norm that is no number gives none, and the run notices.
  return tf.div(most, tf.add(norm, tf.relu(tf.sub(most, norm))));
}

function fill(variables: readonly tf.Variable[], memories: number, start: Remembered): Bucket[] {
  const small = variables.filter(v => v.size < SMALL);
  const large = variables.filter(v => v.size >= SMALL).map(v => [v]);
  return [...(small.length > 0 ? [small] : []), ...large].map(group => ({
    variables: group,
    state: tf.tidy(() => {
      const w = join(group);
      const begin = (i: number) =>
        join(group.map(v => tf.tensor(start.memories[i]?.get(v) ?? new Float32Array(v.size), v.shape, 'float32')));
      return [w.clone(), ...Array.from({ length: memories }, (_, i) => begin(i))].map(tensor => tf.keep(tensor));
    }),
  }));
}

/** One of the tensors of every bucket's state, read back and taken apart by variable. */
async function valuesOf(buckets: readonly Bucket[], which: number): Promise<ReadonlyMap<tf.Variable, Float32Array>> {
  const parts = buckets.map(async ({ variables, state }) => {
    const values = Float32Array.from((await state[which]?.data()) ?? []);
    let from = 0;
    return variables.map(v => {
      from += v.size;
      return [v, values.slice(from - v.size, from)] as const;
    });
  });
  return new Map((await Promise.all(parts)).flat());
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
const byOperations: Updating = (rule, w, g, memory, at) => rule.step(tensorArithmetic, w, g, memory, at);

const tensorArithmetic: Arithmetic<tf.Tensor> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  sqrt: a => tf.sqrt(a),
  number: value => tf.scalar(value),
};
