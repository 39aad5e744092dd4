import type { TrainingPlan } from '../core/document/training-plan';
import type { BackendName, Progress, RunState } from './protocol';

export const BACKEND_TITLES: Readonly<Record<BackendName, string>> = {
  wasm: 'WebAssembly',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  cpu: 'CPU',
};

/** A run that cannot go on, in words for the person: what happened, and the way out. */
export class RunFailure extends Error {
  readonly says: string;
  readonly wayOut: string;
  constructor(says: string, wayOut: string) {
    super(`${says}. ${wayOut}`);
    this.says = says;
    this.wayOut = wayOut;
  }
}

export const diverged = (step: number, plan: TrainingPlan): RunFailure =>
  new RunFailure(
    `The loss stopped being a number at step ${step.toLocaleString('en')}`,
    `Try a smaller learning rate than ${plan.learningRate}; the last good weights are kept`,
  );

export const deviceLost = (backend: BackendName): RunFailure =>
  new RunFailure(
    `The browser took the graphics device away from ${BACKEND_TITLES[backend]}`,
    'Start again from the weights that were kept, or choose another engine',
  );

export const notAvailable = (backend: BackendName): RunFailure =>
  new RunFailure(
    `${BACKEND_TITLES[backend]} is not available in this browser`,
    'Choose another engine, or let Netloom choose',
  );

/** What to say of any error that ended a run. */
export function failureOf(error: unknown, backend: BackendName | null, plan: TrainingPlan | null): RunFailure {
  if (error instanceof RunFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const where = backend ? BACKEND_TITLES[backend] : 'TensorFlow.js';
  if (
    /allocation failed|out of memory|invalid (typed )?array length|unable to create (webgl)?texture|requested texture size/i.test(
      message,
    )
  ) {
    const batch = plan?.batchSize ?? 1;
    return new RunFailure(
      `${where} ran out of memory`,
      batch > 1 ? `Try a batch size of ${batch >> 1}` : 'Try a smaller network or smaller images',
    );
  }
  if (/context.?lost|device (was|is) lost/i.test(message)) return deviceLost(backend ?? 'webgl');
  const kernel = /kernel '(\w+)' not registered/i.exec(message);
  if (kernel) return new RunFailure(`${where} has no ${kernel[1]}`, 'Choose another engine');
  return new RunFailure(`${where} stopped: ${message}`, 'Choose another engine, or change the network where it says');
}

export const failedState = (failure: RunFailure, progress: Progress | null): RunState => ({
  phase: 'failed',
  says: failure.says,
  wayOut: failure.wayOut,
  progress,
});
