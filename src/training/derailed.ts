import { firstTrouble, type Trouble } from './first-trouble';
import type { Assignment, Outputs, Snapshot, StepHow, Trainer } from './trainer';

/** What one step was told. */
export interface Batch {
  readonly images: Int32Array;
  readonly how: StepHow;
}

/** A step whose loss was no number, and the steps since the last copy of the weights. */
export interface Derailed {
  readonly before: Snapshot;
  /** The last of them is the one that came apart. */
  readonly batches: readonly Batch[];
  /** What the network said in it. */
  readonly said: Outputs;
}

/**
 * Takes the steps again up to the one that came apart, and looks where in the network that begins; `null` when it cannot
 * be told. Afterwards the weights are those before that step.
 */
export async function explainDerailed(
  trainer: Trainer,
  { model, dataset }: Assignment,
  { before, batches, said }: Derailed,
): Promise<Trouble | null> {
  const last = batches.at(-1);
  if (!last) return null;
  before.restore();
  for (const { images, how } of batches.slice(0, -1)) trainer.step(images, how);
  if (batches.length > 1) await trainer.heard();
  const row = worstRow(said, last.images.length);
  const { pixels } = last.how;
  const size = dataset.facts.shape[0] * dataset.facts.shape[1] * dataset.facts.shape[2];
  const at = pixels ? row : (last.images[row] ?? 0);
  const bytes = (pixels ?? dataset.pixels).subarray(at * size, (at + 1) * size);
  return await firstTrouble(
    trainer,
    model,
    Float32Array.from(bytes, v => v / 255),
  );
}

/** The image for which the network said something that is no number, else the one with the largest value. */
function worstRow(said: Outputs, count: number): number {
  let worst = 0;
  let largest = -1;
  for (const values of said) {
    const width = values.length / count;
    for (const [i, v] of values.entries()) {
      const size = Number.isNaN(v) ? Number.POSITIVE_INFINITY : Math.abs(v);
      if (size > largest) [worst, largest] = [Math.floor(i / width), size];
    }
  }
  return worst;
}
