import { BACKEND_TITLES, failureOf, notAvailable, RunFailure } from './failure';
import type { BackendName } from './protocol';
import type { Assignment, Trainer } from './trainer';

/** Makes a trainer on one backend; `null` when there is no such backend here. */
export type MakeTrainer = (backend: BackendName, assignment: Assignment) => Promise<Trainer | null>;

const ORDER: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];
const TIMED_STEPS = 3;
/** Above this many weights × input values the CPU is not worth a try where a GPU works: a step may take minutes. */
const CPU_LIMIT = 1e9;

/**
 * The trainer to run on: the one that was asked for, or with `auto` the fastest of those that come up, measured by real
 * steps. The chosen one is as new: the steps that measured it are undone.
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
    const trainer = await make(backend, assignment);
    if (!trainer) throw notAvailable(backend);
    return trainer;
  }
  let best: { readonly trainer: Trainer; readonly ms: number } | null = null;
  let problem: RunFailure | null = null;
  const found: string[] = [];
  const worked = new Set<BackendName>();
  for (const name of ORDER) {
    // The WASM engine is the faster one on the same processor.
    if (name === 'cpu' && best && (worked.has('wasm') || heavy(assignment))) continue;
    say([...found, `trying ${BACKEND_TITLES[name]}`].join(', '));
    try {
      const trainer = await make(name, assignment);
      if (!trainer) continue;
      const ms = await timeSteps(trainer, assignment, best?.ms ?? Number.POSITIVE_INFINITY);
      worked.add(name);
      found.push(
        `${BACKEND_TITLES[name]} takes ${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')} ms a step`,
      );
      if (best && best.ms <= ms) {
        trainer.dispose();
      } else {
        best?.trainer.dispose();
        best = { trainer, ms };
      }
    } catch (error) {
      problem ??= failureOf(error, name, assignment.plan);
    }
  }
  if (!best) throw problem ?? new RunFailure('No engine works in this browser', 'Try another browser');
  say(found.join(', '));
  await best.trainer.activate();
  best.trainer.reset(assignment.weights);
  return best.trainer;
}

function heavy({ model }: Assignment): boolean {
  const size = (shape: readonly (number | null)[]) => shape.reduce<number>((n, d) => n * (d ?? 1), 1);
  const weights = model.weights.reduce((n, w) => n + size(w.shape), 0);
  return weights * Math.max(0, ...model.inputs.map(i => size(i.shape))) > CPU_LIMIT;
}

/** Milliseconds for one step; from a small batch only when that shows already that `limit` is out of reach. */
async function timeSteps(trainer: Trainer, { plan, dataset }: Assignment, limit: number): Promise<number> {
  const images = (n: number) => Int32Array.from({ length: n }, (_, i) => i % dataset.facts.trainCount);
  const timed = async (batch: Int32Array, steps: number) => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) trainer.step(batch);
    await trainer.heard();
    return (performance.now() - start) / steps;
  };
  if (trainer.backend === 'cpu' || trainer.backend === 'wasm') {
    const share = Math.max(1, plan.batchSize >> 4);
    const scaled = ((await timed(images(share), 1)) * plan.batchSize) / share;
    // Twice: the first step is slower than the rest.
    if (scaled > 2 * limit) return scaled;
  }
  const batch = images(plan.batchSize);
  await timed(batch, 1);
  return await timed(batch, TIMED_STEPS);
}
