import type { Assignment, Trainer } from './trainer';

const TIMED_STEPS = 3;
/** Longer steps than this are not worth measuring well. */
const LONG_MS = 1000;

/**
 * Milliseconds that one step of the plan takes, from three real ones, from one where steps are long; on the processor
 * from a small batch when that shows that a whole one is slow, or slower than `limit`. The steps change the weights.
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
    // The first step is slower than the rest.
    await timed(images(share), 1);
    const scaled = ((await timed(images(share), 1)) * plan.batchSize) / share;
    if (scaled > Math.min(limit, LONG_MS)) return scaled;
  }
  const batch = images(plan.batchSize);
  const first = await timed(batch, 1);
  return await timed(batch, first > 2 * LONG_MS ? 1 : TIMED_STEPS);
}
