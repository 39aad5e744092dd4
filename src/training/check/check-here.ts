import type { Library } from '../assign';
import type { MakeTrainer } from '../choose-trainer';
import { employerHere, threadsHere } from '../engine/hardware';
import { deviceGib } from './budget';
import { type CheckEvents, type CheckRequest, checkBeforeTraining } from './check';

/** A check on this browser's processor and devices. */
export const checkHere = (
  request: CheckRequest,
  around: Library & { readonly make: MakeTrainer },
  events: CheckEvents,
): Promise<void> =>
  checkBeforeTraining(
    request,
    { ...around, employer: employerHere(1), threads: threadsHere(), deviceGib: deviceGib() },
    events,
  );
