import { assign, type Library } from './assign';
import type { Checkpoint } from './checkpoints/checkpoint';
import { pointsOf } from './checkpoints/curve-log';
import { CheckpointKeeper } from './checkpoints/keeper';
import type { CheckpointStorage } from './checkpoints/storage';
import { anyTrainer, chooseTrainer, type MakeTrainer } from './choose-trainer';
import { failedState, failureOf, RunFailure } from './failure';
import { headsOf, mainHead } from './heads';
import { continues, onward } from './onward';
import type { BackendName, RunEnd, RunRequest, RunState, StepTime, Which } from './protocol';
import { Run, type RunEvents, type RunReport } from './run';
import { RunControl } from './run-control';
import { probabilities } from './scores';
import type { Activation, Assignment, Trainer } from './trainer';

/** What a session needs from where it lives. */
export interface Surroundings extends Library {
  readonly make: MakeTrainer;
  readonly checkpoints: CheckpointStorage;
}

interface Current {
  readonly assignment: Assignment;
  readonly trainer: Trainer;
  readonly run: Run;
  readonly events: RunEvents;
  readonly keeper: CheckpointKeeper;
}

/** One model at a time: trained, trained on, asked. It lives in the worker. */
export class Session {
  readonly #around: Surroundings;
  readonly #control = new RunControl();
  #current: Current | null = null;
  /** Whether steps are being taken, so that a wish is heard. */
  #stepping = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /**
   * Trains a model by its plan, or goes on with the run before for as many epochs. Settles when the run is over, failed
   * ones too: `events` tell how it went.
   */
  async start(request: RunRequest, events: RunEvents): Promise<void> {
    this.#control.begin();
    try {
      const before = request.further ? await this.#before(request) : null;
      if (before) events.state({ phase: 'preparing', doing: 'Going on with the run before', onward: true });
      await this.#train(request, events, before, request.plan.epochs);
    } catch (error) {
      events.state(failedBefore(error, request));
    }
  }

  /**
   * Takes up the run that was kept for a document, from its last checkpoint on; its earlier points are told first.
   * @param backend where to go on; where it was by default
   */
  async takeUp(document: string, events: RunEvents, backend?: BackendName): Promise<void> {
    this.#control.begin();
    let request: RunRequest | null = null;
    try {
      await this.#current?.keeper.settled();
      const before = await this.#around.checkpoints.load(document);
      if (!before) throw new RunFailure('The interrupted run is no longer in this browser', 'Train again');
      const { mark } = before;
      request = { ...before.request, ...(backend && { backend }) };
      events.took?.(request);
      await this.#train(request, events, before, mark.epochs - mark.epoch);
    } catch (error) {
      events.state(request ? failedBefore(error, request) : failedState(failureOf(error, null, null), null));
    }
  }

  /** After the end of a run: leaves the network with the last step's weights or the best epoch's; the others are kept. */
  async choose(which: Which): Promise<void> {
    this.#control.begin();
    const current = this.#open();
    await this.#end(current, current.run.choose(which));
  }

  /** Makes a model ready to be asked without training it. @throws RunFailure */
  async open(request: RunRequest, events: RunEvents): Promise<void> {
    try {
      await this.#prepare(request, events, anyTrainer);
    } catch (error) {
      throw failureOf(error, null, request.plan);
    }
  }

  /** Takes effect before the next step, which is when the state becomes `paused`. */
  pause(): void {
    this.#control.pause();
  }
  resume(): void {
    this.#control.resume();
  }
  /** Ends the run before the next step and keeps its weights. */
  stop(): void {
    this.#control.stop();
  }

  /** Has the run marked before its next step, and settles when that is written, or the run is over. */
  async keep(): Promise<void> {
    if (this.#stepping) await this.#control.wishForMark();
    await this.#current?.keeper.settled();
  }

  /** Class probabilities of `count` images of the data set's shape, values 0 to 1: images × classes. */
  async predict(images: Float32Array, count: number): Promise<Float32Array> {
    const { trainer, assignment } = this.#open();
    const heads = headsOf(assignment.model);
    const main = mainHead(heads);
    const head = heads[main];
    const said = (await trainer.predict(images, count))[main];
    if (!head || !said) throw new Error('A model without an output');
    return probabilities(head, said, count);
  }

  /** The values at the outputs of these Keras layers for one image of the data set's shape, values 0 to 1. */
  activations(image: Float32Array, layers: readonly string[]): Promise<readonly Activation[]> {
    return this.#open().trainer.activations(image, layers);
  }

  async #prepare(
    request: RunRequest,
    events: RunEvents,
    choose: typeof chooseTrainer,
    before: Checkpoint | null = null,
  ): Promise<Current> {
    await this.#current?.keeper.settled();
    this.#release();
    const say = (doing: string, timed?: readonly StepTime[]) =>
      events.state({ phase: 'preparing', doing, ...(timed && { timed }) });
    const assignment = await assign(request, this.#around, say);
    const trainer = await choose(request.backend, assignment, this.#around.make, say);
    const keeper = new CheckpointKeeper(
      this.#around.checkpoints,
      // Whoever takes it up goes on where it was, so that the numbers stay the same.
      { ...request, backend: trainer.backend },
      kept => events.kept?.(kept),
      before,
    );
    const run = new Run(trainer, assignment, reporting(this.#watched(events), keeper), this.#control);
    this.#current = { assignment, trainer, events, keeper, run };
    return this.#current;
  }

  /** Trains for `epochs`, from where `before` was if there is one; its points are told first. */
  async #train(request: RunRequest, events: RunEvents, before: Checkpoint | null, epochs: number): Promise<void> {
    // Whoever goes on with a run does so where it was, unless another engine is asked for.
    const asked = before && request.backend === 'auto' ? { ...request, backend: before.request.backend } : request;
    const current = await this.#prepare(asked, events, chooseTrainer, before);
    if (this.#control.stopping) return this.#callOff(events);
    if (before) {
      current.run.takeUp(before.mark);
      events.points('train', pointsOf(before.curves.train));
      events.points('validation', pointsOf(before.curves.validation));
    }
    await this.#end(current, current.run.train(epochs));
  }

  /** The run that this request goes on with: the one that is here, or the one that is kept; `null` when it can with neither. */
  async #before(request: RunRequest): Promise<Checkpoint | null> {
    const { document, plan } = request;
    await this.#current?.keeper.settled();
    const here = this.#current?.keeper.checkpoint(await this.#current.run.mark());
    if (here && continues(here, request)) return onward(here, plan);
    const kept = document === undefined ? null : await this.#around.checkpoints.load(document).catch(() => null);
    return kept && continues(kept, request) ? onward(kept, plan) : null;
  }

  /** Tells how a run ended, or what was chosen after its end. */
  async #end({ run, trainer, events, assignment, keeper }: Current, ending: Promise<RunEnd>): Promise<void> {
    try {
      const end = await Promise.race([ending, trainer.lost]);
      this.#over();
      await keeper.settled();
      events.state({ phase: 'finished', progress: run.progress, ...end });
    } catch (error) {
      this.#over();
      const failure = failureOf(error, trainer.backend, assignment.plan);
      // A device that is lost would not answer; what was handed out before is what is left.
      const answered = <T>(work: Promise<T>) => Promise.race([work, trainer.lost]).catch(() => null);
      const trouble = failure.kind === 'numbers' ? await answered(run.explain()) : null;
      await answered(run.rescue());
      const on = { backend: trainer.backend, model: assignment.model };
      events.state(failedState(failure, run.progress, on, trouble));
    }
  }

  #watched(events: RunEvents): RunEvents {
    return {
      ...events,
      state: state => {
        this.#stepping = state.phase === 'running';
        events.state(state);
      },
    };
  }

  #over(): void {
    this.#stepping = false;
    this.#control.marked();
  }

  #callOff(events: RunEvents): void {
    this.#release();
    events.state({ phase: 'idle' });
  }

  #open(): Current {
    if (!this.#current) throw new Error('No model has been opened');
    return this.#current;
  }

  #release(): void {
    this.#current?.run.dispose();
    this.#current = null;
  }
}

/** The state of a run that failed before its first step. */
function failedBefore(error: unknown, { backend, model, plan }: RunRequest): RunState {
  const asked = backend === 'auto' ? null : backend;
  return failedState(failureOf(error, asked, plan), null, { backend: asked, model });
}

/** What a run tells goes to the page; what it needs to be taken up, to the keeper. */
const reporting = (events: RunEvents, keeper: CheckpointKeeper): RunReport => ({
  state: state => events.state(state),
  points(curve, points) {
    keeper.points(curve, points);
    events.points(curve, points);
  },
  checkpoint: weights => events.checkpoint(weights),
  mark(mark) {
    keeper.mark(mark);
    events.checkpoint(mark.trainer.weights);
  },
});
