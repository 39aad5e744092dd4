import type { Assignment, Trainer } from './trainer';

const TIMED_STEPS = 3;
/** Longer steps than this are not worth measuring well. */
const LONG_MS = 1000;

/**
 * Milliseconds that one step of the plan takes, from three real ones; on the processor from a small batch when that
 * shows that a whole one is slow, or slower than twice `limit`. The steps change the weights.
 */
export async function stepTime(trainer: Trainer, { plan, dataset }: Assignment, limit: number): Promise<number> {
  const images = (n: number) => Int32Array.from({ length: n }, (_, i) => i % dataset.facts.trainCount);
  const timed = async (batch: Int32Array, steps: number) => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) trainer.step(batch, { learningRate: plan.learningRate });
    await trainer.heard();
    return (performance.now() - start) / steps;
  };
  if (trainer.backend === 'cpu' || trainer.backend === 'wasm') {
    const share = Math.max(1, plan.batchSize >> 4);
    const scaled = ((await timed(images(share), 1)) * plan.batchSize) / share;
    // Twice: the first step is slower than the rest.
    if (scaled > 2 * Math.min(limit, LONG_MS)) return scaled;
  }
  const batch = images(plan.batchSize);
  await timed(batch, 1);
  return await timed(batch, TIMED_STEPS);
}
