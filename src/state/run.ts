import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type CompileResult, compile } from '../core/compiler/compile';
import type { Compiled, Weights } from '../core/compiler/compiled';
import { catalogue } from '../ops/catalogue';
import { TrainingClient } from '../training/client';
import type { BackendName, Curve, CurvePoint, RunState } from '../training/protocol';
import { planOf } from './diagnosis';
import { documentOf, useEditor } from './editor';

export type Curves = Readonly<Record<Curve, readonly CurvePoint[]>>;
const NO_CURVES: Curves = { train: [], validation: [] };

export interface RunStore {
  readonly run: RunState;
  /** The person's choice of engine; it belongs to the machine, not to the document. */
  readonly backend: BackendName | 'auto';
  readonly curves: Curves;
  /** The run before this one, drawn behind it. */
  readonly earlier: Curves | null;
  /** Weights by `layer/name` of the last run or of the file that was opened; `null` when there are none. */
  readonly weights: Weights | null;
  setBackend(backend: BackendName | 'auto'): void;
  /** Starts a run of the open document: from fresh weights, on from those that are kept, or only to test these. */
  start(how?: 'fresh' | 'further' | 'test'): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the run; its weights are kept. */
  stop(): Promise<void>;
  /** Takes over weights that came with a file, and forgets the run. */
  adopt(weights: Weights | null): void;
}

/** The open document as a Keras model, or the Problems in the way. */
export function compileOpen(): CompileResult {
  const { history, facts } = useEditor.getState();
  return compile(history.present, catalogue, facts);
}

/** `weights` when they are exactly those that `model` needs, name by name and shape by shape. */
export function fittingWeights(model: Compiled, weights: Weights | null): Weights | null {
  const fits = model.weights.every(w => weights?.get(w.name)?.shape.join() === w.shape.join());
  return fits ? weights : null;
}

let client: TrainingClient | null = null;
/** One worker for the page, started with the first run. */
export const trainingClient = (): TrainingClient => {
  client ??= new TrainingClient();
  return client;
};

const ENDED = new Set<RunState['phase']>(['finished', 'failed', 'paused']);

export const useRun = create<RunStore>()(
  persist(
    (set, get) => ({
      run: { phase: 'idle' },
      backend: 'auto',
      curves: NO_CURVES,
      earlier: null,
      weights: null,

      setBackend: backend => set({ backend }),
      async start(how = 'fresh') {
        const compiled = compileOpen();
        if (!compiled.ok) return;
        const kept = how !== 'fresh' ? fittingWeights(compiled.model, get().weights) : null;
        const { curves } = get();
        const plan = planOf(documentOf(useEditor.getState()));
        set({
          run: { phase: 'preparing', doing: 'Starting the training worker' },
          curves: NO_CURVES,
          earlier: curves.train.length > 0 ? curves : get().earlier,
        });
        await trainingClient().start(
          {
            model: compiled.model,
            plan: how === 'test' ? { ...plan, epochs: 0 } : plan,
            backend: get().backend,
            ...(kept && { weights: kept }),
          },
          {
            state(run) {
              set({ run });
              if (ENDED.has(run.phase)) void keepWeights();
            },
            points(curve, points) {
              const { curves } = get();
              set({ curves: { ...curves, [curve]: [...curves[curve], ...points] } });
            },
          },
        );
      },
      pause: () => trainingClient().pause(),
      resume: () => trainingClient().resume(),
      stop: () => trainingClient().stop(),
      adopt: weights => set({ weights, run: { phase: 'idle' }, curves: NO_CURVES, earlier: null }),
    }),
    { name: 'netloom-run', partialize: state => ({ backend: state.backend }) },
  ),
);

/** Brings the weights of the run to the page, so that an export or a reload has them. */
async function keepWeights(): Promise<void> {
  const weights = await trainingClient().weights();
  if (weights) useRun.setState({ weights });
}
