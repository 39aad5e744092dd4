import type { Costs } from '../../core/inference/facts';
import type { Count } from './row';

/** Numbers are kept as 32-bit floats. */
const BYTES = 4;

const NOTHING: Count = { known: 0, complete: true };

/** A cost as far as it is known. */
export const countOf = (cost: number | null): Count =>
  cost === null ? { known: 0, complete: false } : { known: cost, complete: true };

export const sumOf = (counts: readonly Count[]): Count =>
  counts.reduce((a, b) => ({ known: a.known + b.known, complete: a.complete && b.complete }), NOTHING);

export interface Counts {
  readonly parameters: Count;
  readonly macs: Count;
  readonly memory: Count;
}

/** The table's three counts of a node's costs; memory in bytes for the whole batch. */
export function countsOf(costs: Costs, batchSize: number): Counts {
  const { known, complete } = countOf(costs.activations);
  return {
    parameters: countOf(costs.trainable),
    macs: countOf(costs.macs),
    memory: { known: known * batchSize * BYTES, complete },
  };
}

export const addCounts = (parts: readonly Counts[]): Counts => ({
  parameters: sumOf(parts.map(p => p.parameters)),
  macs: sumOf(parts.map(p => p.macs)),
  memory: sumOf(parts.map(p => p.memory)),
});
