import type { OptimizerKind } from '../document/training-plan';
import type { GraphFacts } from '../inference/facts';

/** Copies of the trainable weights that an optimizer keeps beside them. */
const STATE: Readonly<Record<OptimizerKind, number>> = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  rmsprop: 2,
  adam: 2,
  adamw: 2,
};

/** Numbers are kept as 32-bit floats. */
const BYTES = 4;

export interface TrainingMemory {
  /** All weights, running statistics included. */
  readonly weights: number;
  /** One gradient for every trainable weight. */
  readonly gradients: number;
  readonly optimizer: number;
  /** Results kept from the forward pass for the way back. */
  readonly activations: number;
  /** Gradients on their way back: that of the largest result and that of its input. */
  readonly passing: number;
  readonly total: number;
}

/**
 * Memory of one training step, in bytes; `null` when a size is not known.
 *
 * 4 × ( W + T + s·T + B·A + 2·B·M ), with W weights, T of them trainable, s copies that the optimizer keeps (none for
 * SGD, 1 momentum and Nesterov, 2 RMSProp, Adam and AdamW), B the batch size, A the values that the forward pass keeps per sample
 * (`Costs.activations`: the result of every node, a reshaped tensor counted once) and M the largest result. Scratch
 * memory of single kernels (a convolution's unfolded patches) is not counted.
 */
export function trainingMemory(facts: GraphFacts, batchSize: number, optimizer: OptimizerKind): TrainingMemory | null {
  const { parameters, trainable, activations } = facts.costs;
  const largest = largestResult(facts);
  if (parameters === null || trainable === null || activations === null || largest === null) return null;
  const parts = {
    weights: BYTES * parameters,
    gradients: BYTES * trainable,
    optimizer: BYTES * STATE[optimizer] * trainable,
    activations: BYTES * batchSize * activations,
    passing: BYTES * 2 * batchSize * largest,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** Values per sample of the largest tensor that a node makes, insides of modules included. */
function largestResult(facts: GraphFacts): number | null {
  let largest = 0;
  for (const { inner, costs, node } of facts.nodes.values()) {
    const size = inner && !node.muted ? largestResult(inner) : costs.activations;
    if (size === null) return null;
    largest = Math.max(largest, size);
  }
  return largest;
}
