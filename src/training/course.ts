import type { TrainingPlan } from '../core/document/training-plan';
import type { EpochScore } from './protocol';
import { afterValidation, rateAt, SCHEDULE_START, type ScheduleState, stretched } from './schedule';
import type { TrainerState } from './trainer';

/** What the plan has made of a run so far: its learning rate, and whether it gets any better. Plain data. */
export interface CourseState {
  readonly schedule: ScheduleState;
  /** The epoch with the lowest validation loss at its end, counted from 1; `null` before the first is over. */
  readonly best: EpochScore | null;
  /** Epochs since then. */
  readonly waited: number;
  /** The trainer at that time, so that the run can be left with it or go on from it: as much again as the last state takes. */
  readonly bestState: TrainerState | null;
}

export const COURSE_START: CourseState = { schedule: SCHEDULE_START, best: null, waited: 0, bestState: null };

/**
 * When a run sets out from step `from` until step `to`. A run that is taken up or goes on to where it was headed keeps
 * its course; one that had ended early may wait as long again.
 */
export function setOut(plan: TrainingPlan, state: CourseState, from: number, to: number): CourseState {
  const schedule = state.schedule.to === to ? state.schedule : stretched(state.schedule, from, to);
  return { ...state, schedule, waited: isOver(plan, state) ? 0 : state.waited };
}

/** The learning rate of a step, the first being 0. */
export const rateOf = (plan: TrainingPlan, state: CourseState, step: number, stepsPerEpoch: number): number =>
  rateAt(plan, state.schedule, step, stepsPerEpoch);

/** Whether an epoch with this validation loss is the best so far. */
export const isBest = (state: CourseState, loss: number): boolean => state.best === null || loss < state.best.loss;

/**
 * After an epoch, counted from 1.
 * @param bestState the trainer's state, where the epoch is the best; `null` where it is not
 */
export function afterEpoch(
  plan: TrainingPlan,
  state: CourseState,
  score: EpochScore,
  bestState: TrainerState | null,
): CourseState {
  const schedule = afterValidation(plan, state.schedule, score.loss);
  if (bestState) return { schedule, best: score, waited: 0, bestState };
  return { ...state, schedule, waited: state.waited + 1 };
}

/** Whether the plan ends the run here: the validation loss has not improved for as many epochs as it has patience. */
export const isOver = ({ earlyStopping }: TrainingPlan, { waited }: CourseState): boolean =>
  earlyStopping !== undefined && waited >= earlyStopping.patience;
