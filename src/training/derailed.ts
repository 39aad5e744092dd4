import { firstTrouble, type Trouble } from './first-trouble';
import type { Assignment, Outputs, Snapshot, StepHow, Trainer } from './trainer';

/** What one step was told. */
export interface Batch {
  readonly images: Int32Array;
  readonly how: StepHow;
}

/** A step whose loss was no number, and the steps since the last copy of the weights. */
export interface Derailed {
  /** Kept so that its steps can be repeated, unless there is only one. */
  readonly before: Snapshot;
  /** The last of them is the one that came apart. */
  readonly batches: readonly Batch[];
  /** What the network said in it. */
  readonly said: Outputs;
}

/**
 * Takes the steps again up to the one that came apart, and looks where in the network that begins; `null` when it cannot
 * be told. The copy carries the optimizer's memory and the random numbers, so these are the very weights that the step
 * began with, on every backend. Afterwards the trainer is as it was before that step.
 */
export async function explainDerailed(
  trainer: Trainer,
  assignment: Assignment,
  { before, batches, said }: Derailed,
): Promise<Trouble | null> {
  const last = batches.at(-1);
  if (!last) return null;
  before.restore();
  for (const { images, how } of batches.slice(0, -1)) trainer.step(images, how);
  if (batches.length > 1) await trainer.heard();
  return await troubleIn(trainer, assignment, last, said);
}

/** Where in the network, as it is now, the image begins to come apart for which it said the worst of a batch. */
export async function troubleIn(
  trainer: Trainer,
  { model, dataset }: Assignment,
  { images, how: { pixels } }: { readonly images: Int32Array; readonly how: Pick<StepHow, 'pixels'> },
  said: Outputs,
): Promise<Trouble | null> {
  const row = worstRow(said, images.length);
  const size = dataset.facts.shape[0] * dataset.facts.shape[1] * dataset.facts.shape[2];
  const at = pixels ? row : (images[row] ?? 0);
  const bytes = (pixels ?? dataset.pixels).subarray(at * size, (at + 1) * size);
  return await firstTrouble(
    trainer,
    model,
    Float32Array.from(bytes, v => v / 255),
  );
}

/** The image for which the network said something that is no number, else the one with the largest value. */
export function worstRow(said: Outputs, count: number): number {
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
