import type { LastState } from './checkpoints/mark';
import type { CourseState } from './course';
import type { HeldOut } from './held-out';
import type { EpochScore, WeightsChoice } from './protocol';
import type { TrainerState } from './trainer';

/** How the held-out images fared after so many epochs. */
export const scoreOf = ({ score: { loss, correct, count } }: HeldOut, epoch: number): EpochScore => ({
  epoch,
  loss: loss / count,
  accuracy: correct / count,
});

/**
 * What a run that is over at step `step` can be left with; `null` when its best epoch is its end.
 * @param last the last step's state, while the best epoch's is in use
 * @param now how the weights in use fared
 */
export function choiceOf(
  { best, bestState }: CourseState,
  step: number,
  last: LastState | null,
  now: EpochScore,
): WeightsChoice | null {
  if (!best || !bestState || bestState.steps === step) return null;
  return { has: last ? 'best' : 'last', last: last?.score ?? now, best, bytes: bytesOf(bestState) };
}

function bytesOf({ weights, optimizer }: TrainerState): number {
  const values = [...[...weights.values()].map(w => w.values), ...optimizer.memories.flatMap(m => [...m.values()])];
  return values.reduce((sum, v) => sum + v.byteLength, 0);
}
