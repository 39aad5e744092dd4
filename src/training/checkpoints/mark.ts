import type { CourseState } from '../course';
import type { EpochScore } from '../protocol';
import type { TrainerState } from '../trainer';

/** A run between two steps: all that it needs to go on from there as if it had never been interrupted. Plain data. */
export interface RunMark {
  readonly trainer: TrainerState;
  /** The state of the last step and how it fared, while `trainer` is that of the best epoch. */
  readonly last: LastState | null;
  /** Epochs completed, and epochs wanted. */
  readonly epoch: number;
  readonly epochs: number;
  /** The next image in the order of the epoch that is on its way. */
  readonly next: number;
  /** Steps taken. */
  readonly step: number;
  /** The step at which the held-out images were looked at last; −1 when they never were. */
  readonly validated: number;
  /** Seconds spent so far, pauses left out. */
  readonly seconds: number;
  /** What the plan has made of the run: its schedule's state, and the best epoch. */
  readonly course: CourseState;
}

/** A trainer after its last step. */
export interface LastState {
  readonly state: TrainerState;
  readonly score: EpochScore;
}
