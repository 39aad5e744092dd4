import { BACKEND_TITLES, failureOf, notAvailable, RunFailure } from './failure';
import type { BackendName } from './protocol';
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
const TIMED_STEPS = 3;

/**
 * The trainer to run on: the one that was asked for, or with `auto` the fastest of those that come up, measured by real
 * steps. It is as new: the steps that measured it are undone.
 * @param say tells the person what is going on: `WebGL takes 31 ms a step`
 */
export async function chooseTrainer(
  backend: BackendName | 'auto',
  assignment: Assignment,
  make: MakeTrainer,
  say: (doing: string) => void,
): Promise<Trainer> {
  if (backend !== 'auto') {
    say(`Starting ${BACKEND_TITLES[backend]}`);
    const trainer = await make(backend, assignment, true);
    if (!trainer) throw notAvailable(backend);
    return trainer;
  }
  const found: string[] = [];
  let problem: RunFailure | null = null;
  let best: { readonly trainer: Trainer; readonly ms: number } | null = null;
  for (const { backend, software, last } of CANDIDATES) {
    if (best && last) continue;
    say(`${[...found, ''].join(', ')}${found.length > 0 ? 'trying' : 'Trying'} ${BACKEND_TITLES[backend]}`);
    try {
      const trainer = await make(backend, assignment, software);
      if (!trainer) continue;
      const ms = await timeSteps(trainer, assignment, best?.ms ?? Number.POSITIVE_INFINITY);
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
  say(found.join(', '));
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

/** Longer steps than this are not worth measuring well. */
const LONG_MS = 1000;

/** Milliseconds for one step; on the processor from a small batch when that shows that a whole one is slow, or too slow. */
async function timeSteps(trainer: Trainer, { plan, dataset }: Assignment, limit: number): Promise<number> {
  const images = (n: number) => Int32Array.from({ length: n }, (_, i) => i % dataset.facts.trainCount);
  const timed = async (batch: Int32Array, steps: number) => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) trainer.step(batch, { learningRate: plan.learningRate });
    await trainer.heard();
    return (performance.now() - start) / steps;
  };
  if (trainer.backend === 'cpu' || trainer.backend === 'wasm') {
    const share = Math.max(1, plan.batchSize >> 4);
    const scaled = ((await timed(images(share), 1)) * plan.batchSize) / share;
    // Twice: the first step is slower than the rest.
    if (scaled > 2 * Math.min(limit, LONG_MS)) return scaled;
  }
  const batch = images(plan.batchSize);
  await timed(batch, 1);
  return await timed(batch, TIMED_STEPS);
}
