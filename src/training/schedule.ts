import type { Schedule, TrainingPlan } from '../core/document/training-plan';

/** What the learning rate depends on besides the step. Plain data, so that a run that is taken up goes on with it. */
export interface ScheduleState {
  /** The stretch of the run, in steps from and up to, over which a schedule with an end is spread. */
  readonly from: number;
  readonly to: number;
  /** The best validation loss so far, `null` before the first, and how many epochs ago it was. */
  readonly best: number | null;
  readonly waited: number;
  /** What a plateau has left of the learning rate. */
  readonly share: number;
}

/** Before the first step. */
export const SCHEDULE_START: ScheduleState = { from: 0, to: 0, best: null, waited: 0, share: 1 };

/**
 * When a run is to go on until step `to`. Schedules with an end (`cosine`, `one-cycle`) are spread anew over the steps
 * that come: more epochs after the end of one would hardly learn at its last rate.
 */
export const stretched = (state: ScheduleState, from: number, to: number): ScheduleState => ({ ...state, from, to });

type Rated = Pick<TrainingPlan, 'learningRate' | 'schedule' | 'warmUp'>;

/**
 * The learning rate of a step (the first is 0). Warm-up comes first: step k of w gets (k + 1) / w of the rate that the
 * schedule begins with. The schedule's own steps and epochs count from the warm-up's end.
 *
 * `cosine` is CosineAnnealingLR and `one-cycle` OneCycleLR of PyTorch, by the step and with their default divisors;
 * `step` is StepLR, by the epoch.
 * @param stepsPerEpoch steps of one epoch
 */
export function rateAt(plan: Rated, state: ScheduleState, step: number, stepsPerEpoch: number): number {
  const { learningRate, schedule, warmUp = 0 } = plan;
  const warm = Math.round(warmUp * stepsPerEpoch);
  const from = Math.max(state.from, warm);
  const share = (at: number) =>
    schedule ? shareOf(schedule, at - from, state.to - from, (at - warm) / stepsPerEpoch, state.share) : 1;
  if (step < warm) return (learningRate * share(from) * (step + 1)) / warm;
  return learningRate * share(step);
}

/**
 * What share of the learning rate a schedule leaves.
 * @param k step of the stretch, whose steps are `steps`
 * @param epoch epochs since the schedule began, with their fraction
 */
function shareOf(schedule: Schedule, k: number, steps: number, epoch: number, plateau: number): number {
  switch (schedule.kind) {
    case 'step':
      return schedule.factor ** Math.floor(epoch / schedule.every);
    case 'cosine':
      return between(1, schedule.floor, steps > 0 ? Math.min(1, k / steps) : 0);
    case 'one-cycle':
      return oneCycle(schedule.peak, k, steps);
    case 'plateau':
      return plateau;
  }
}

/** Where OneCycleLR begins, and where it ends, as shares of its highest rate. */
const INITIAL = 1 / 25;
const FINAL = INITIAL / 1e4;

function oneCycle(peak: number, k: number, steps: number): number {
  const top = Math.max(0, peak * steps - 1);
  const last = steps - 1;
  if (k < top) return between(INITIAL, 1, k / top);
  return between(1, FINAL, last > top ? Math.min(1, (k - top) / (last - top)) : 0);
}

/** Half a cosine from `a` to `b`. */
const between = (a: number, b: number, share: number): number => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * share));

/**
 * After the held-out images of an epoch: a plateau multiplies the rate when the loss has not improved for `patience`
 * epochs, and then waits as long again (ReduceLROnPlateau of Keras, with any improvement counting).
 */
export function afterValidation({ schedule }: Rated, state: ScheduleState, loss: number): ScheduleState {
  if (schedule?.kind !== 'plateau') return state;
  if (state.best === null || loss < state.best) return { ...state, best: loss, waited: 0 };
  const waited = state.waited + 1;
  if (waited < schedule.patience) return { ...state, waited };
  return { ...state, waited: 0, share: state.share * schedule.factor };
}
