import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type CompileResult, compile } from '../core/compiler/compile';
import type { Compiled, Weights } from '../core/compiler/compiled';
import { catalogue } from '../ops/catalogue';
import type { TrainingClient } from '../training/client';
import { type Origins, originsOf, wholeWeights } from '../training/origins';
import type {
  BackendName,
  CheckpointFacts,
  Curve,
  CurvePoint,
  RunListener,
  RunState,
  StepTime,
  Which,
} from '../training/protocol';
import { planOf } from './diagnosis';
import { documentOf, useEditor } from './editor';
import { keptRuns } from './kept-runs';
import { useNotices } from './notices';
import { savedDocument } from './open-document';

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
  /** What steps of this run took on the engines that were tried before one was chosen. */
  readonly timed: readonly StepTime[];
  /** Which node each layer of `weights` came from; `null` when that is not known. */
  readonly origins: Origins | null;
  /** What became of the weights that the run went on from, when not all could be kept: `Kept 4 layers, new C7`. */
  readonly carried: string | null;
  /** A run of the open document that was interrupted, in the browser's storage. */
  readonly resumable: CheckpointFacts | null;
  /** Another tab trains the open document; here it waits, or goes on as a copy. */
  readonly elsewhere: boolean;
  setBackend(backend: BackendName | 'auto'): void;
  /**
   * Starts a run of the open document, unless another tab trains it: from fresh weights, on from those that are kept
   * (with the run that they are of, where it can), or only to test these.
   */
  start(how?: 'fresh' | 'further' | 'test'): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the run; its weights are kept. */
  stop(): Promise<void>;
  /** After the end of a run: leaves the network with the last step's weights or the best epoch's. */
  choose(which: Which): Promise<void>;
  /** After a failure: goes on with the run on another engine, from where it was kept last. */
  goOn(backend: BackendName): Promise<void>;
  /** Has a run that goes on kept as it is now. */
  keep(): void;
  /** Takes over weights that came with a document, and forgets the run; one that goes on is kept and given up. */
  adopt(weights: Weights | null, origins?: Origins | null): void;

  /** Looks whether the browser's storage has an interrupted run of the document that is open. */
  lookFor(document: string): Promise<void>;
  /** Takes up the interrupted run. */
  resumeRun(): Promise<void>;
  /** Takes the interrupted run's weights, for a network that was changed since, and forgets the run. */
  takeWeights(): Promise<void>;
  dropCheckpoint(): Promise<void>;
  /** Removes the interrupted run of a document that was deleted. */
  forget(document: string): Promise<void>;
}

/** The open document as a Keras model, or the Problems in the way. */
export function compileOpen(): CompileResult {
  const { history, facts } = useEditor.getState();
  return compile(history.present, catalogue, facts);
}

/** `weights` under the names that the layers have now, when they are exactly those that `model` needs. */
export const fittingWeights = (
  model: Compiled,
  weights: Weights | null,
  origins: Origins | null = useRun.getState().origins,
): Weights | null => weights && wholeWeights(model, weights, origins);

let client: Promise<TrainingClient> | null = null;
/** One worker for the page, fetched and started with the first run. */
export const trainingClient = (): Promise<TrainingClient> => {
  client ??= import('../training/client').then(({ TrainingClient }) => new TrainingClient());
  return client;
};

/** Which tab trains a document; apart from the first load, which trains nothing. */
const claims = () => import('../training/checkpoints/claim');

const ENDED = new Set<RunState['phase']>(['finished', 'failed', 'paused']);
const ACTIVE = new Set<RunState['phase']>(['preparing', 'running', 'paused']);

export const useRun = create<RunStore>()(
  persist(
    (set, get) => {
      /** What the storage keeps of the run that is under way, and whether the person knows when it keeps nothing. */
      let kept: CheckpointFacts | null = null;
      let warned = false;
      /** The run behind the one before. */
      let behind: Curves | null = null;
      /** The document that is trained, and what gives back the claim on it. */
      let trained: string | null = null;
      let giveBack: () => void = () => undefined;
      let title = '';

      /** Claims a document's run for this tab; if another one has it, says so until that one is over. */
      const claim = async (document: string): Promise<boolean> => {
        const claimed = await (await claims()).claimRun(document);
        if (!claimed) {
          void waitForOther(document);
          return false;
        }
        giveBack();
        giveBack = claimed;
        set({ elsewhere: false });
        return true;
      };
      const waitForOther = async (document: string): Promise<void> => {
        if (get().elsewhere) return;
        set({ elsewhere: true, resumable: null });
        await (await claims()).runIsFree(document);
        if (!get().elsewhere) return;
        set({ elsewhere: false });
        // Another document may have been opened meanwhile.
        const { id } = await savedDocument();
        if (id !== null) await get().lookFor(id);
      };
      /** Gives the claim back once something is done. */
      const giveBackAfter = (done: Promise<unknown>): void => {
        const mine = giveBack;
        giveBack = () => undefined;
        void done.finally(mine);
      };

      const begin = (doing: string, earlier = get().earlier): void => {
        kept = null;
        warned = false;
        set({ run: { phase: 'preparing', doing }, curves: NO_CURVES, earlier, carried: null, timed: [] });
      };
      const listener: RunListener = {
        state(run) {
          set({ run, ...(run.phase === 'preparing' && run.timed && { timed: run.timed }) });
          // The run that it goes on with is the same curve, not an earlier one.
          if (run.phase === 'preparing' && run.onward) set({ earlier: behind });
          const settled = ENDED.has(run.phase) ? settle(run) : Promise.resolve();
          if (!ACTIVE.has(run.phase)) giveBackAfter(settled);
        },
        points(curve, points) {
          const { curves } = get();
          set({ curves: { ...curves, [curve]: [...curves[curve], ...points] } });
        },
        kept(result) {
          if (result.ok) kept = result.facts;
          else if (!warned) {
            warned = true;
            useNotices.getState().tell('note', result.says);
          }
        },
      };
      /** Brings the weights of the run to the page, so that an export or a reload has them. */
      const settle = async (run: RunState): Promise<void> => {
        const client = await trainingClient();
        const { model } = client;
        const weights = await client.weights();
        if (weights) set({ weights, origins: model && originsOf(model) });
        // One that came to its end stays kept too: its result can be shown, and gone on from, after a reload.
        if (run.phase === 'finished' && run.ended === 'stopped' && kept) set({ resumable: kept });
        // One whose numbers came apart would come apart again.
        const broken = run.phase === 'failed' && run.progress && run.others.length === 0;
        const facts = kept;
        if (!broken || !facts) return;
        const { id, whole } = await savedDocument();
        if (whole && id === facts.document) await get().forget(id);
      };

      return {
        run: { phase: 'idle' },
        backend: 'auto',
        curves: NO_CURVES,
        earlier: null,
        weights: null,
        timed: [],
        origins: null,
        carried: null,
        resumable: null,
        elsewhere: false,

        setBackend: backend => set({ backend }),
        async start(how = 'fresh') {
          const compiled = compileOpen();
          if (!compiled.ok) return;
          const { model } = compiled;
          const plan = planOf(documentOf(useEditor.getState()));
          const before = get();
          const { curves, weights, origins, backend } = before;
          behind = before.earlier;
          begin('Starting the training worker', curves.train.length > 0 ? curves : behind);
          ({ title } = documentOf(useEditor.getState()));
          const { id } = await savedDocument();
          // Looking at the held-out images is no run that could be taken up.
          trained = how === 'test' ? null : id;
          if (trained !== null && !(await claim(trained))) {
            const { run, curves, earlier, carried, timed } = before;
            set({ run, curves, earlier, carried, timed });
            return;
          }
          if (how !== 'test') set({ resumable: null });
          const from = how === 'fresh' || !weights ? null : await carried(model, weights, origins, plan.seed);
          set({ carried: from?.says ?? null });
          const client = await trainingClient();
          await client.start(
            {
              model,
              backend,
              plan: how === 'test' ? { ...plan, epochs: 0 } : plan,
              ...(trained !== null && { document: trained }),
              ...(from && { weights: from.weights }),
              ...(how === 'further' && { further: true }),
            },
            listener,
          );
        },
        pause: async () => (await trainingClient()).pause(),
        resume: async () => (await trainingClient()).resume(),
        stop: async () => (await trainingClient()).stop(),
        async choose(which) {
          if (trained !== null && !(await claim(trained))) return;
          await (await trainingClient()).choose(which, listener);
        },
        async goOn(backend) {
          if (trained !== null && !(await claim(trained))) return;
          begin('Starting the training worker');
          await (await trainingClient()).goOn(backend, listener);
        },
        keep: () => {
          if (ACTIVE.has(get().run.phase)) void trainingClient().then(client => client.keep());
        },
        adopt(weights, origins = null) {
          if (ACTIVE.has(get().run.phase)) giveBackAfter(leave(trained, title));
          set({
            ...{ weights, origins, carried: null, resumable: null, elsewhere: false },
            ...{ run: { phase: 'idle' }, curves: NO_CURVES, earlier: null },
          });
        },

        async lookFor(document) {
          if (await (await claims()).isClaimedElsewhere(document)) return void waitForOther(document);
          const facts = await keptRuns.find(document);
          if (facts && get().run.phase === 'idle') set({ resumable: facts });
        },
        async resumeRun() {
          const { resumable } = get();
          if (!resumable || !(await claim(resumable.document))) return;
          trained = resumable.document;
          ({ title } = documentOf(useEditor.getState()));
          begin('Taking up the run');
          set({ resumable: null });
          kept = resumable;
          await (await trainingClient()).takeUp(resumable.document, listener);
        },
        async takeWeights() {
          const { resumable } = get();
          const checkpoint = resumable && (await keptRuns.load(resumable.document));
          if (!checkpoint) return;
          const { mark, request } = checkpoint;
          set({ weights: mark.trainer.weights, origins: originsOf(request.model), resumable: null });
          const { id, whole } = await savedDocument();
          if (whole && id === resumable.document) await get().forget(id);
        },
        async dropCheckpoint() {
          const { resumable } = get();
          set({ resumable: null });
          if (resumable) await get().forget(resumable.document);
        },
        async forget(document) {
          const mine = await (await claims()).claimRun(document);
          // Another tab that trains it needs what it keeps.
          if (mine) await keptRuns.remove(document).finally(mine);
        },
      };
    },
    { name: 'netloom-run', partialize: state => ({ backend: state.backend }) },
  ),
);

/** Gives up the run that is under way once it is kept, and says where it is to be found again. */
async function leave(document: string | null, title: string): Promise<void> {
  await (await trainingClient()).leave();
  if (document === null || !(await keptRuns.find(document))) return;
  useNotices
    .getState()
    .tell('note', `The run of ${title || 'the document before'} was stopped and kept. Open it again to go on.`);
}

/** Weights to go on from, and what to say of them when not all could be kept. */
async function carried(model: Compiled, weights: Weights, origins: Origins | null, seed: number) {
  const { carryOver, carryReport, carrySentence } = await import('../training/carry-over');
  const report = carryReport(model, weights, origins);
  const says = report.every(c => c.what === 'kept') ? null : carrySentence(report);
  return { weights: carryOver(model, weights, origins, seed), says };
}
