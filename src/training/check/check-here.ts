import type { Library } from '../assign';
import type { MakeTrainer } from '../choose-trainer';
import { employerHere, threadsHere } from '../engine/hardware';
import type { RunRequest } from '../protocol';
import { type CheckEvents, checkBeforeTraining } from './check';
import { deviceGib } from './memory';

/** A check on this browser's processor and devices. */
export const checkHere = (
  request: RunRequest,
  around: Library & { readonly make: MakeTrainer },
  events: CheckEvents,
): Promise<void> =>
  checkBeforeTraining(
    request,
    { ...around, employer: employerHere(1), threads: threadsHere(), deviceGib: deviceGib() },
    events,
  );
