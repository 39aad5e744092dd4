import type { RunRequest } from '../protocol';
import type { CurveTable } from './curve-log';
import type { RunMark } from './mark';

/** Everything that a run needs to go on exactly, in this browser or after a restart. Plain data. */
export interface Checkpoint {
  /** What was asked for, without the weights that it began with. */
  readonly request: RunRequest;
  readonly mark: RunMark;
  readonly curves: CurveTable;
}
