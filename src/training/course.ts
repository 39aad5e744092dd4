import type { Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import { afterValidation, rateAt, SCHEDULE_START, type ScheduleState, stretched } from './schedule';

/** What the plan has made of a run so far: its learning rate, and whether it gets any better. Plain data. */
export interface CourseState {
  readonly schedule: ScheduleState;
  /** The epoch with the lowest validation loss at its end, counted from 1; `null` before the first is over. */
  readonly best: { readonly epoch: number; readonly loss: number } | null;
  /** Epochs since then. */
  readonly waited: number;
  /** The weights at that time; kept only by a plan that may end the run early. */
  readonly weights: Weights | null;
}

export const COURSE_START: CourseState = { schedule: SCHEDULE_START, best: null, waited: 0, weights: null };

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
 * After an epoch, counted from 1, that ended with this validation loss.
 * @param weights those of the epoch, where it is the best and the plan may end the run early
 */
export function afterEpoch(
  plan: TrainingPlan,
  state: CourseState,
  epoch: number,
  loss: number,
  weights: Weights | null,
): CourseState {
  const schedule = afterValidation(plan, state.schedule, loss);
  if (isBest(state, loss)) return { schedule, best: { epoch, loss }, waited: 0, weights };
  return { ...state, schedule, waited: state.waited + 1 };
}

/** Whether the plan ends the run here: the validation loss has not improved for as many epochs as it has patience. */
export const isOver = ({ earlyStopping }: TrainingPlan, { waited }: CourseState): boolean =>
  earlyStopping !== undefined && waited >= earlyStopping.patience;
