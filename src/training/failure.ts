import type { Compiled } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { Trouble } from './first-trouble';
import type { BackendName, Progress, RunState } from './protocol';

export const BACKEND_TITLES: Readonly<Record<BackendName, string>> = {
  wasm: 'WebAssembly',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  cpu: 'CPU',
};

/**
 * Where a failure lies. `request`: in what was asked for. `numbers`: in the weights, which would come apart on every
 * engine. `engine`: in the engine, so that another may go on; `device`: likewise, and the same may be there again.
 */
export type FailureKind = 'request' | 'numbers' | 'engine' | 'device';

/** A run that cannot go on, in words for the person: what happened, and the way out. */
export class RunFailure extends Error {
  readonly says: string;
  readonly wayOut: string;
  readonly kind: FailureKind;
  constructor(says: string, wayOut: string, kind: FailureKind = 'request') {
    super(`${says}. ${wayOut}`);
    this.says = says;
    this.wayOut = wayOut;
    this.kind = kind;
  }
}

export const diverged = (step: number, plan: TrainingPlan): RunFailure =>
  new RunFailure(
    `The loss stopped being a number at step ${step.toLocaleString('en')}`,
    `Try a smaller learning rate than ${plan.learningRate}; the last good weights are kept`,
    'numbers',
  );

/** @param image the index of the worst image in the held-out split, as in the file of predictions */
export const divergedHeldOut = (image: number, step: number, plan: TrainingPlan): RunFailure =>
  new RunFailure(
    `The loss of held-out image ${image.toLocaleString('en')} is not a number after step ${step.toLocaleString('en')}`,
    `Try a smaller learning rate than ${plan.learningRate}; the last good weights are kept`,
    'numbers',
  );

export const deviceLost = (backend: BackendName): RunFailure =>
  new RunFailure(
    `The browser took the graphics device away from ${BACKEND_TITLES[backend]}`,
    'Go on from where the run was kept last',
    'device',
  );

/** The worker that trains came to an end by itself. */
export const workerEnded = (message: string): RunFailure =>
  new RunFailure(
    message === '' ? 'Training stopped unexpectedly' : `Training stopped unexpectedly: ${message}`,
    'Go on from where the run was kept last',
    'device',
  );

export const notAvailable = (backend: BackendName): RunFailure =>
  new RunFailure(
    `${BACKEND_TITLES[backend]} is not available in this browser`,
    'Choose another engine, or let Netloom choose',
    'engine',
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
      'engine',
    );
  }
  if (/context.?lost|device (was|is) lost/i.test(message)) return deviceLost(backend ?? 'webgl');
  const kernel = /kernel '(\w+)' not registered/i.exec(message);
  if (kernel) return new RunFailure(`${where} has no ${kernel[1]}`, 'Choose another engine', 'engine');
  return new RunFailure(
    `${where} stopped: ${message}`,
    'Choose another engine, or change the network where it says',
    'engine',
  );
}

/**
 * The state that a failure ends a run in.
 * @param on the engine that it happened on, where there was one
 * @param trouble where the numbers came apart, when that is known
 */
export function failedState(
  failure: RunFailure,
  progress: Progress | null,
  on: { readonly backend: BackendName | null; readonly model: Compiled } | null = null,
  trouble: Trouble | null = null,
): RunState {
  const { says, wayOut, kind } = failure;
  const movable = on !== null && (kind === 'engine' || kind === 'device');
  return {
    phase: 'failed',
    says: trouble ? `${says}: ${trouble.says}` : says,
    wayOut,
    progress,
    others: movable ? backendsBeside(on.backend, on.model, kind === 'device') : [],
    ...(trouble && { at: trouble.path }),
  };
}

/** The engines that a run may go on with, the likeliest first; the one that failed comes last where it may be back. */
function backendsBeside(failed: BackendName | null, { engine }: Compiled, again: boolean): readonly BackendName[] {
  const here: BackendName[] = ['cpu'];
  if (typeof OffscreenCanvas !== 'undefined') here.unshift('webgl');
  if (typeof navigator !== 'undefined' && 'gpu' in navigator) here.unshift('webgpu');
  if (engine) here.unshift('wasm');
  return [...here.filter(b => b !== failed), ...(again && failed ? [failed] : [])];
}
