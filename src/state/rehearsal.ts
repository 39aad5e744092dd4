import { create } from 'zustand';
import { trainingMemory } from '../core/analysis/trainingMemory';
import type { TrainingPlan } from '../core/document/training-plan';
import type { BackendCheck } from '../training/check/check';
import { Cancelled, CheckClient } from '../training/check/check-client';
import type { Health } from '../training/check/health-report';
import type { Sweep, SweepPoint } from '../training/check/rate-finder';
import type { BackendName, RunRequest } from '../training/protocol';
import { planOf } from './diagnosis';
import { documentOf, useEditor } from './editor';
import { whyOf } from './notices';
import { compileOpen, useRun } from './run';

/** How far something has come that may take a while. */
export type Work =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly doing: string }
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly says: string };

export interface Rehearsal {
  readonly checking: Work;
  readonly backends: readonly BackendCheck[];
  readonly health: Health | null;
  /** Why the batch could not be sent through. */
  readonly noHealth: string | null;
  /** What was asked about when the check began; the answers are about that. */
  readonly checked: RunRequest | null;

  readonly finding: Work;
  readonly on: BackendName | null;
  readonly points: readonly SweepPoint[];
  readonly sweep: Sweep | null;
  /** What the learning rate was looked for with. */
  readonly swept: RunRequest | null;

  /** Looks at what a run of the open document would be like. */
  check(): Promise<void>;
  /** Looks for a learning rate for the open document. */
  findRate(): Promise<void>;
  /** Ends what is under way. */
  cancel(): void;
}

const client = new CheckClient();

/** A run of the open document from fresh weights; `null` when there are Problems in the way. */
function requestOfOpen(): RunRequest | null {
  const compiled = compileOpen();
  if (!compiled.ok) return null;
  return {
    model: compiled.model,
    plan: planOf(documentOf(useEditor.getState())),
    backend: useRun.getState().backend,
  };
}

/**
 * Whether a run would now be another than the one that was asked about.
 * @param matters what of the plan makes a difference to what was asked
 */
export function isOutdated({ model, plan }: RunRequest, matters: (plan: TrainingPlan) => unknown = p => p): boolean {
  const now = requestOfOpen();
  const told = (m: RunRequest['model'], p: TrainingPlan) => JSON.stringify([m.topology, m.outputs, matters(p)]);
  return now === null || told(now.model, now.plan) !== told(model, plan);
}

/** What can be known before a run: kept until the next time it is asked for. */
export const useRehearsal = create<Rehearsal>()((set, get) => {
  /** Does one thing at a time, and says how it ended. */
  const work = async (what: 'checking' | 'finding', ask: (request: RunRequest) => Promise<void>): Promise<void> => {
    const request = requestOfOpen();
    if (!request) return;
    get().cancel();
    set({ [what]: { phase: 'working', doing: 'Starting' } });
    try {
      await ask(request);
      set({ [what]: { phase: 'done' } });
    } catch (error) {
      set({ [what]: error instanceof Cancelled ? { phase: 'idle' } : { phase: 'failed', says: whyOf(error) } });
    }
  };
  return {
    checking: { phase: 'idle' },
    backends: [],
    health: null,
    noHealth: null,
    checked: null,
    finding: { phase: 'idle' },
    on: null,
    points: [],
    sweep: null,
    swept: null,

    check: () =>
      work('checking', request => {
        set({ backends: [], health: null, noHealth: null, checked: request });
        const { facts } = useEditor.getState();
        const { batchSize, optimizer } = request.plan;
        const estimate = trainingMemory(facts, batchSize, optimizer)?.total ?? null;
        return client.check(
          { ...request, estimate },
          {
            doing: doing => set({ checking: { phase: 'working', doing } }),
            backend: backend => set({ backends: [...get().backends, backend] }),
            health: health => set({ health }),
            noHealth: noHealth => set({ noHealth }),
          },
        );
      }),
    findRate: () =>
      work('finding', async request => {
        set({ points: [], sweep: null, on: null, swept: request });
        const sweep = await client.findRate(request, {
          doing: doing => set({ finding: { phase: 'working', doing } }),
          began: on => set({ on, finding: { phase: 'working', doing: 'Raising the learning rate' } }),
          point: point => set({ points: [...get().points, point] }),
        });
        set({ sweep });
      }),
    cancel: () => client.cancel(),
  };
});

// A run needs the processor to itself.
useRun.subscribe(({ run }, before) => {
  if (run.phase === 'preparing' && before.run.phase !== 'preparing') client.cancel();
});
