import { headsOf } from '../../src/training/heads';
import { score } from '../../src/training/scores';
import type { Assignment, Trainer } from '../../src/training/trainer';

/** The loss of a step on each of these batches; disposes the trainer. */
export async function torchCurve(
  trainer: Trainer,
  { model, dataset, plan }: Assignment,
  batches: readonly Int32Array[],
): Promise<number[]> {
  const losses: number[] = [];
  for (const images of batches) {
    trainer.step(images, plan);
    const [said] = await trainer.heard();
    const labels = Uint8Array.from(images, i => dataset.labels[i] ?? 0);
    losses.push(score(headsOf(model), said ?? [], labels).loss / images.length);
  }
  trainer.dispose();
  return losses;
}
