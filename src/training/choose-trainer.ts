import { BACKEND_TITLES, failureOf, notAvailable, RunFailure } from './failure';
import type { BackendName, StepTime } from './protocol';
import { stepTime } from './step-time';
import type { Assignment, Trainer } from './trainer';

/**
 * Makes a trainer on one backend; `null` when there is no such backend here.
 * `software` says whether a graphics backend will do that a software renderer stands in for.
 */
export type MakeTrainer = (backend: BackendName, assignment: Assignment, software: boolean) => Promise<Trainer | null>;

interface Candidate {
  readonly backend: BackendName;
  readonly software: boolean;
  /** Tried only when nothing before it works. */
  readonly last?: true;
}
const CANDIDATES: readonly Candidate[] = [
  { backend: 'webgpu', software: false },
  { backend: 'webgl', software: false },
  { backend: 'wasm', software: true },
  { backend: 'webgl', software: true, last: true },
  { backend: 'cpu', software: true, last: true },
];

/**
 * The trainer to run on: the one that was asked for, or with `auto` the fastest of those that come up, measured by real
 * steps. It is as new: the steps that measured it are undone.
 * @param say tells the person what is going on, `WebGL takes 31 ms a step`, and what was measured
 */
export async function chooseTrainer(
  backend: BackendName | 'auto',
  assignment: Assignment,
  make: MakeTrainer,
  say: (doing: string, timed?: readonly StepTime[]) => void,
): Promise<Trainer> {
  if (backend !== 'auto') {
    say(`Starting ${BACKEND_TITLES[backend]}`);
    const trainer = await make(backend, assignment, true);
    if (!trainer) throw notAvailable(backend);
    return trainer;
  }
  const found: string[] = [];
  const timed: StepTime[] = [];
  let problem: RunFailure | null = null;
  let best: { readonly trainer: Trainer; readonly ms: number } | null = null;
  for (const { backend, software, last } of CANDIDATES) {
    if (best && last) continue;
    say(`${[...found, ''].join(', ')}${found.length > 0 ? 'trying' : 'Trying'} ${BACKEND_TITLES[backend]}`);
    try {
      const trainer = await make(backend, assignment, software);
      if (!trainer) continue;
      const ms = await stepTime(trainer, assignment, best?.ms ?? Number.POSITIVE_INFINITY);
      timed.push({ backend, ms });
      found.push(`${BACKEND_TITLES[backend]} takes ${inMs(ms)} a step`);
      if (best && best.ms <= ms) {
        trainer.dispose();
      } else {
        best?.trainer.dispose();
        best = { trainer, ms };
      }
    } catch (error) {
      problem ??= failureOf(error, backend, assignment.plan);
    }
  }
  if (!best) throw problem ?? nothingWorks();
  say(found.join(', '), timed);
  await best.trainer.activate();
  best.trainer.reset(assignment.weights);
  return best.trainer;
}

/** A trainer to ask, not to train with: the first that works, since any is fast enough. */
export async function anyTrainer(
  backend: BackendName | 'auto',
  assignment: Assignment,
  make: MakeTrainer,
): Promise<Trainer> {
  const order: readonly BackendName[] = backend === 'auto' ? ['wasm', 'webgl', 'cpu'] : [backend];
  let problem: RunFailure | null = null;
  for (const name of order) {
    try {
      const trainer = await make(name, assignment, true);
      if (trainer) return trainer;
    } catch (error) {
      problem ??= failureOf(error, name, assignment.plan);
    }
  }
  throw problem ?? (backend === 'auto' ? nothingWorks() : notAvailable(backend));
}

const nothingWorks = () => new RunFailure('No engine works in this browser', 'Try another browser');

const inMs = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')} ms`;
