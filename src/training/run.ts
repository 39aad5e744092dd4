import type { Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { LastState, RunMark } from './checkpoints/mark';
import { afterEpoch, COURSE_START, type CourseState, isBest, isOver, rateOf, setOut } from './course';
import { troubleIn, worstRow } from './derailed';
import { epochOrder } from './epoch-order';
import { divergedHeldOut } from './failure';
import type { Trouble } from './first-trouble';
import { askHeldOut, type BrokenBatch, type HeldOut } from './held-out';
import { Pace } from './pace';
import type { EpochScore, Progress, RunEnd, RunListener, RunRequest, Which } from './protocol';
import { resultOf } from './result';
import { nextTurn, type RunControl } from './run-control';
import { Stepper } from './stepper';
import type { Assignment, Trainer } from './trainer';
import { choiceOf, scoreOf } from './weights-choice';

export interface RunEvents extends RunListener {
  /** Good weights, to be kept in case the worker dies: after every epoch and every minute, on a pause and at the end. */
  checkpoint(weights: Weights): void;
  /** What a run that is taken up was asked for when it began. */
  took?(request: RunRequest): void;
}
/** What a run tells its session. */
export interface RunReport extends RunEvents {
  /** The run can be taken up from here: after every epoch and every minute, on a pause and at the end. */
  mark(mark: RunMark): void;
}

/** An epoch may take long; no more work than this is lost with a device. */
const CHECKPOINT_MS = 60_000;

/**
 * The loop: epochs of shuffled batches, the held-out images after each. It ends after the epochs that were asked for, when
 * it is told to stop, or when the plan's patience is over.
 */
export class Run {
  readonly #control: RunControl;
  readonly #trainer: Trainer;
  readonly #assignment: Assignment;
  readonly #plan: TrainingPlan;
  readonly #events: RunReport;
  readonly #stepper: Stepper;
  readonly #pace = new Pace();
  readonly #trainCount: number;
  readonly #stepsPerEpoch: number;
  /** Epochs completed, epochs wanted, and the next image of the epoch that is on its way. */
  #epoch = 0;
  #epochs = 0;
  #next = 0;
  #step = 0;
  #course: CourseState = COURSE_START;
  #heldOut: (HeldOut & { readonly step: number }) | null = null;
  /** The step of the last look at the held-out images. */
  #validated = -1;
  #checkpointed = performance.now();
  #broken: BrokenBatch | null = null;
  #ended: RunEnd['ended'] = 'epochs';
  /** The last step's state, while the network has the best epoch's. */
  #last: LastState | null = null;
  /** What was said after the last step, and after the best epoch: a choice need not ask again. */
  #lastHeldOut: HeldOut | null = null;
  #bestHeldOut: HeldOut | null = null;

  /** @throws RunFailure when the plan does not fit the data set */
  constructor(trainer: Trainer, assignment: Assignment, events: RunReport, control: RunControl) {
    this.#assignment = assignment;
    this.#control = control;
    this.#trainer = trainer;
    this.#plan = assignment.plan;
    this.#events = events;
    this.#trainCount = assignment.dataset.facts.trainCount;
    this.#stepsPerEpoch = Math.ceil(this.#trainCount / this.#plan.batchSize);
    this.#stepper = new Stepper(trainer, assignment, points => {
      this.#pace.heard(points.length);
      events.points('train', points);
      events.state({ phase: 'running', progress: this.progress });
    });
  }

  /**
   * Trains for `epochs` more epochs (an epoch that was stopped halfway is finished first) and looks at the held-out
   * images. When the plan ends the run early, it goes back to the best epoch.
   * @throws RunFailure when the loss is no number any more; the weights are then the last good ones
   */
  async train(epochs: number): Promise<RunEnd> {
    this.#epochs = this.#epoch + epochs;
    this.#course = setOut(this.#plan, this.#course, this.#step, this.#epochs * this.#stepsPerEpoch);
    const unseen = this.#next === 0 && this.#step > 0 && this.#validated < this.#step;
    // One that is over has nothing to do but to show its result.
    if (this.#wanted || unseen) this.#pace.start();
    // From here on these are the last weights, chosen or not.
    if (this.#wanted) this.#last = null;
    // Taken up between an epoch's last step and the held-out images.
    if (unseen) await this.#closeEpoch();
    while (this.#wanted) await this.#trainEpoch();
    const early = isOver(this.#plan, this.#course);
    this.#ended = early ? 'early' : this.#epoch < this.#epochs ? 'stopped' : 'epochs';
    return await this.choose(early || this.#last ? 'best' : 'last');
  }

  /**
   * After the run is over: leaves the network with the last step's weights or with the best epoch's, and the optimizer as
   * it was then. The others are kept, so that nothing is lost by a choice.
   */
  async choose(which: Which): Promise<RunEnd> {
    if (which === 'best') await this.#takeBest();
    else this.#takeLast();
    const heldOut = await this.#validate();
    this.#pace.stop();
    await this.#checkpoint();
    const { heads, said, score } = heldOut;
    return {
      result: resultOf(this.#assignment.dataset, heads, said, score, this.#pace.seconds),
      ended: this.#ended,
      best: this.#course.best,
      choice: choiceOf(this.#course, this.#step, this.#last, this.#scoreOf(heldOut)),
    };
  }

  /** Where the run is between two steps. */
  async mark(): Promise<RunMark> {
    const { bestState } = this.#course;
    return {
      // Right after the best epoch it has been read already.
      trainer: !this.#last && bestState?.steps === this.#step ? bestState : await this.#trainer.state(),
      last: this.#last,
      epoch: this.#epoch,
      // A run that the plan has ended has nothing left to do.
      epochs: isOver(this.#plan, this.#course) ? this.#epoch : this.#epochs,
      next: this.#next,
      step: this.#step,
      validated: this.#validated,
      seconds: this.#pace.seconds,
      course: this.#course,
    };
  }

  /** Takes up a run that was marked, on this trainer or another. `train` then goes on as that run would have. */
  takeUp(mark: RunMark): void {
    this.#trainer.resume(mark.trainer);
    this.#epoch = mark.epoch;
    this.#epochs = mark.epochs;
    this.#next = mark.next;
    this.#step = mark.step;
    this.#course = mark.course;
    this.#last = mark.last;
    this.#validated = mark.validated;
    this.#pace.began(mark.seconds);
  }

  get progress(): Progress {
    const steps = this.#epochs * this.#stepsPerEpoch;
    return {
      backend: this.#trainer.backend,
      step: this.#step,
      steps,
      epoch: this.#epoch,
      epochs: this.#epochs,
      imagesPerSecond: this.#pace.stepsPerSecond * this.#plan.batchSize,
      secondsLeft: this.#pace.secondsFor(steps - this.#step, this.#epochs - this.#epoch),
    };
  }

  /**
   * After the loss of a step or of held-out images stopped being a number: where in the network that begins; `null` when
   * it cannot be told.
   */
  async explain(): Promise<Trouble | null> {
    // The weights are still those that the held-out images were shown to.
    if (this.#broken)
      return await troubleIn(this.#trainer, this.#assignment, { ...this.#broken, how: {} }, this.#broken.said);
    return await this.#stepper.explain();
  }

  /** After a failure: puts back the last weights that were seen to give a finite loss, and hands them out. */
  async rescue(): Promise<void> {
    if (this.#stepper.rescue()) this.#events.checkpoint(await this.#trainer.weights());
  }

  dispose(): void {
    this.#stepper.dispose();
    this.#trainer.dispose();
  }

  /** Whether another epoch is to be trained. */
  get #wanted(): boolean {
    return this.#epoch < this.#epochs && !this.#control.stopping && !isOver(this.#plan, this.#course);
  }

  async #trainEpoch(): Promise<void> {
    const { batchSize, seed } = this.#plan;
    const order = epochOrder(this.#trainCount, seed, this.#epoch);
    while (this.#next < this.#trainCount) {
      await this.#attend();
      if (this.#control.stopping) {
        await this.#stepper.flush();
        // The held-out images may take long, and the page may not wait for them.
        return await this.#checkpoint();
      }
      const rate = rateOf(this.#plan, this.#course, this.#step, this.#stepsPerEpoch);
      const alone = this.#pace.stepsPerReading === 1;
      this.#stepper.queue(order.subarray(this.#next, this.#next + batchSize), this.#step, rate, alone);
      this.#step++;
      this.#next += batchSize;
      if (this.#stepper.pending >= this.#pace.stepsPerReading) await this.#stepper.read();
      if (performance.now() - this.#checkpointed > CHECKPOINT_MS)
        await this.#stepper.flush().then(() => this.#checkpoint());
    }
    await this.#stepper.flush();
    this.#next = 0;
    this.#epoch++;
    await this.#closeEpoch();
    if (this.#wanted) await this.#checkpoint();
  }

  /** Looks at the held-out images, and what they mean for the course. */
  async #closeEpoch(): Promise<void> {
    const heldOut = await this.#validate();
    const score = scoreOf(heldOut, this.#epoch);
    const best = isBest(this.#course, score.loss);
    if (best) this.#bestHeldOut = heldOut;
    this.#course = afterEpoch(this.#plan, this.#course, score, best ? await this.#trainer.state() : null);
  }

  async #takeBest(): Promise<void> {
    const { bestState } = this.#course;
    if (this.#last || !bestState || bestState.steps === this.#step) return;
    const heldOut = await this.#validate();
    this.#last = { state: await this.#trainer.state(), score: this.#scoreOf(heldOut) };
    this.#lastHeldOut = heldOut;
    // Random numbers go on where the run is, so that none comes twice.
    this.#trainer.resume({ ...bestState, steps: this.#step });
    this.#heldOut = this.#bestHeldOut && { ...this.#bestHeldOut, step: this.#step };
  }
  #takeLast(): void {
    if (!this.#last) return;
    this.#trainer.resume(this.#last.state);
    this.#last = null;
    this.#heldOut = this.#lastHeldOut && { ...this.#lastHeldOut, step: this.#step };
  }
  #scoreOf(heldOut: HeldOut): EpochScore {
    return scoreOf(heldOut, this.#step / this.#stepsPerEpoch);
  }

  /** Lets the page be heard; a pause is spent here. */
  async #attend(): Promise<void> {
    await nextTurn();
    if (!this.#control.paused && !this.#control.markWished) return;
    await this.#stepper.flush();
    await this.#checkpoint();
    if (!this.#control.paused) return;
    this.#pace.stop();
    const { progress } = this;
    this.#events.state({ phase: 'paused', progress });
    await this.#control.paused;
    this.#pace.start();
    if (!this.#control.stopping) this.#events.state({ phase: 'running', progress });
  }

  async #checkpoint(): Promise<void> {
    this.#events.mark(await this.mark());
    this.#checkpointed = performance.now();
    this.#control.marked();
  }

  async #validate(): Promise<HeldOut> {
    if (this.#heldOut?.step === this.#step) return this.#heldOut;
    const start = performance.now();
    const heldOut = await askHeldOut(this.#trainer, this.#assignment, () => this.#attend());
    if ('images' in heldOut) {
      this.#broken = heldOut;
      const worst = heldOut.images[worstRow(heldOut.said, heldOut.images.length)] ?? 0;
      throw divergedHeldOut(worst - this.#trainCount, this.#step, this.#plan);
    }
    const { loss, correct, count } = heldOut.score;
    this.#pace.validated((performance.now() - start) / 1000);
    const epoch = this.#step / this.#stepsPerEpoch;
    const point = { step: this.#step, epoch, loss: loss / count, accuracy: correct / count };
    // A run that was taken up, or went back to its best weights, has its point already.
    if (this.#validated < this.#step) this.#events.points('validation', [point]);
    this.#validated = this.#step;
    this.#heldOut = { ...heldOut, step: this.#step };
    return this.#heldOut;
  }
}
