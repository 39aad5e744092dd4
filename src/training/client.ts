import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { Compiled, Weights } from '../core/compiler/compiled';
import { checkpointStorage } from './checkpoints/storage';
import { dataFolder } from './datasets/data-folder';
import { failedState, failureOf, workerEnded } from './failure';
import type { BackendName, Progress, RunListener, RunRequest, RunState, Which } from './protocol';
import type { RunEvents } from './run';
import type { Activation } from './trainer';
import type { TrainingWorker } from './worker';

/** The worker and what it is about: its model, and the last good weights, which outlive it. */
interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<TrainingWorker>;
}

/**
 * The page's side of training. One model at a time; the worker is started when first needed, and again after a failure.
 *
 * States and points of a run arrive at its listener, in order. After `finished` (a stopped run too) and `failed` the
 * last good weights are here, and the model can be asked, trained on, or handed out.
 */
export class TrainingClient {
  #connection: Connection | null = null;
  #request: RunRequest | null = null;
  #listener: RunListener | null = null;
  #weights: Weights | null = null;
  #progress: Progress | null = null;
  /** When the run that is under way, or was last, began; milliseconds since 1970. What was kept before is another's. */
  #began = 0;
  /** Settles the run that is under way. */
  #settle: () => void = () => undefined;

  /**
   * Starts a run. Settles when it is over, failed ones too; `listener` tells how it went.
   * A run that is still going on is given up.
   */
  async start(request: RunRequest, listener: RunListener): Promise<void> {
    if (this.#listener) this.#disconnect();
    this.#request = request;
    this.#weights = request.weights ?? null;
    this.#progress = null;
    this.#began = Date.now();
    await this.#runs(listener, remote => remote.start(request, this.#events(), dataFolder()));
  }

  /**
   * Takes up the run that the browser's storage keeps for a document, where it was kept last; its earlier points come
   * first. Settles as `start` does.
   * @param backend where to go on; where it was by default
   */
  async takeUp(document: string, listener: RunListener, backend?: BackendName): Promise<void> {
    if (this.#listener) this.#disconnect();
    this.#progress = null;
    this.#began = 0;
    await this.#runs(listener, remote => remote.takeUp(document, this.#events(), dataFolder(), backend));
  }

  /**
   * After a failure: goes on with the run on this backend, from where it was kept last; where nothing was kept, with the
   * epochs that were left from the last good weights, or from the start.
   */
  async goOn(backend: BackendName, listener: RunListener): Promise<void> {
    const request = this.#request;
    if (!request) throw new Error('There is no run to go on with');
    const kept = request.document === undefined ? null : await checkpoints.find(request.document).catch(() => null);
    if (kept && kept.savedAt >= this.#began) return await this.takeUp(kept.document, listener, backend);
    const progress = this.#weights === request.weights ? null : this.#progress;
    // One that went on with a run before counts that run's epochs too.
    const left = progress ? progress.epochs - progress.epoch : request.plan.epochs;
    const plan = { ...request.plan, epochs: Math.max(1, left) };
    await this.start({ ...request, plan, backend, ...(this.#weights && { weights: this.#weights }) }, listener);
  }

  /**
   * After the end of a run: leaves the network with the last step's weights or the best epoch's. The listener hears of the
   * end anew.
   */
  async choose(which: Which, listener: RunListener): Promise<void> {
    if (!this.#connection) throw new Error('There is no run to choose from');
    await this.#runs(listener, remote => remote.choose(which));
  }

  /** The state becomes `paused` once the steps that are under way are done. */
  async pause(): Promise<void> {
    await this.#connection?.remote.pause();
  }
  async resume(): Promise<void> {
    await this.#connection?.remote.resume();
  }
  /** Ends the run: it looks at the held-out images and becomes `finished`, with its weights. */
  async stop(): Promise<void> {
    await this.#connection?.remote.stop();
  }

  /** Has the run kept in the browser's storage as it is now, while it goes on. */
  async keep(): Promise<void> {
    if (this.#listener) await this.#connection?.remote.keep();
  }
  /** Gives the run up once it is kept, as far as it can be; its listener hears no more. */
  async leave(): Promise<void> {
    const connection = this.#connection;
    if (!this.#listener || !connection) return;
    this.#listener = DEAF;
    if (this.#progress) await Promise.race([connection.remote.keep(), died(connection.worker)]).catch(() => undefined);
    if (this.#connection === connection) this.#disconnect();
  }

  /** The model of the last run, or the one that was opened; `null` before that. */
  get model(): Compiled | null {
    return this.#request?.model ?? null;
  }

  /** The last good weights: of the end of the run, of a pause, or of the last epoch; `null` when there are none. */
  async weights(): Promise<Weights | null> {
    return this.#weights;
  }

  /** Makes a model ready to be asked without training it, with the weights of `request`. */
  async open(request: RunRequest): Promise<void> {
    if (this.#listener) this.#disconnect();
    this.#request = request;
    this.#weights = request.weights ?? null;
    await this.#connect().remote.open(request, this.#events(), dataFolder());
  }

  /**
   * Class probabilities, images × classes, of `count` images of the data set's own shape, values 0 to 1.
   * They are mapped to the network's input as the training images are.
   */
  async predict(images: Float32Array, count: number): Promise<Float32Array> {
    return await (await this.#asked()).predict(images, count);
  }

  /** The values at the outputs of these Keras layers for one image of the data set's own shape, values 0 to 1. */
  async activations(image: Float32Array, layers: readonly string[]): Promise<readonly Activation[]> {
    return await (await this.#asked()).activations(image, layers);
  }

  /** Ends the worker. Weights stay. */
  dispose(): void {
    this.#disconnect();
  }

  async #runs(listener: RunListener, ask: (remote: Remote<TrainingWorker>) => Promise<void>): Promise<void> {
    this.#listener = listener;
    const { worker, remote } = this.#connect();
    const settled = new Promise<void>(resolve => {
      this.#settle = resolve;
    });
    try {
      // Events have a port of their own, so that the last may come after the answer; and an ended worker gives none.
      await Promise.race([ask(remote).then(() => settled), settled, died(worker)]);
    } catch (error) {
      const request = this.#request;
      const backend = this.#progress?.backend ?? null;
      const on = request && { backend, model: request.model };
      this.#heard(failedState(failureOf(error, backend, request?.plan ?? null), this.#progress, on));
    }
  }

  /** The worker with the model ready in it. */
  async #asked(): Promise<Remote<TrainingWorker>> {
    const request = this.#request;
    if (!request) throw new Error('No model has been opened');
    if (!this.#connection) await this.open({ ...request, ...(this.#weights && { weights: this.#weights }) });
    return this.#connect().remote;
  }

  #events(): RunEvents {
    const connection = this.#connect();
    // What a worker said before it was ended may arrive afterwards.
    const current = () => connection === this.#connection;
    return proxy<RunEvents>({
      state: state => current() && this.#heard(state),
      points: (curve, points) => current() && this.#listener?.points(curve, points),
      kept: kept => {
        if (current()) this.#listener?.kept?.(kept);
      },
      took: request => {
        if (current()) this.#request = request;
      },
      checkpoint: weights => {
        if (current()) this.#weights = weights;
      },
    });
  }

  #heard(state: RunState): void {
    const listener = this.#listener;
    if ('progress' in state) this.#progress = state.progress;
    const over = state.phase === 'finished' || state.phase === 'failed' || state.phase === 'idle';
    if (over) this.#listener = null;
    // A device that failed once is not trusted again; the next call gets a fresh worker.
    if (state.phase === 'failed') this.#disconnect();
    listener?.state(state);
    if (over) this.#settle();
  }

  #connect(): Connection {
    if (!this.#connection) {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });
      this.#connection = { worker, remote: wrap<TrainingWorker>(worker) };
    }
    return this.#connection;
  }

  #disconnect(): void {
    this.#connection?.remote[releaseProxy]();
    this.#connection?.worker.terminate();
    this.#connection = null;
    this.#listener = null;
    this.#settle();
  }
}

/** A worker that ended may have kept more than it could still tell. */
const checkpoints = checkpointStorage();

const DEAF: RunListener = { state: () => undefined, points: () => undefined };

const died = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.addEventListener('error', event => reject(workerEnded(event.message)));
    worker.addEventListener('messageerror', () => reject(workerEnded('a message could not be read')));
  });
