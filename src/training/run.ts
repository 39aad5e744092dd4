import type { Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { RunMark } from './checkpoints/mark';
import { afterEpoch, COURSE_START, type CourseState, isBest, isOver, rateOf, setOut } from './course';
import { troubleIn, worstRow } from './derailed';
import { epochOrder } from './epoch-order';
import { divergedHeldOut } from './failure';
import type { Trouble } from './first-trouble';
import { askHeldOut, type BrokenBatch, type HeldOut } from './held-out';
import { Pace } from './pace';
import type { Progress, RunEnd, RunListener, RunRequest } from './protocol';
import { resultOf } from './result';
import { nextTurn, type RunControl } from './run-control';
import { Stepper } from './stepper';
import type { Assignment, Trainer } from './trainer';

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
   * images. When the plan ends the run early, the weights are those of the best epoch.
   * @throws RunFailure when the loss is no number any more; the weights are then the last good ones
   */
  async train(epochs: number): Promise<RunEnd> {
    this.#epochs = this.#epoch + epochs;
    this.#course = setOut(this.#plan, this.#course, this.#step, this.#epochs * this.#stepsPerEpoch);
    this.#pace.start();
    // Taken up between an epoch's last step and the held-out images.
    if (this.#next === 0 && this.#step > 0 && this.#validated < this.#step) await this.#closeEpoch();
    while (this.#wanted) await this.#trainEpoch();
    const early = isOver(this.#plan, this.#course);
    if (early) this.#backToBest();
    const { heads, said, score } = await this.#validate();
    await this.#checkpoint();
    return {
      result: resultOf(this.#assignment.dataset, heads, said, score, this.#pace.seconds),
      ended: early ? 'early' : this.#epoch < this.#epochs ? 'stopped' : 'epochs',
      bestEpoch: this.#course.best?.epoch ?? null,
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
    const { score } = await this.#validate();
    const loss = score.loss / score.count;
    const keeps = this.#plan.earlyStopping !== undefined && isBest(this.#course, loss);
    const weights = keeps ? await this.#trainer.weights() : null;
    this.#course = afterEpoch(this.#plan, this.#course, this.#epoch, loss, weights);
  }

  /** The weights of the best epoch, with a fresh optimizer: the one that there is knows other weights. */
  #backToBest(): void {
    const { weights, best } = this.#course;
    if (!weights || best?.epoch === this.#epoch) return;
    this.#trainer.resume({ weights, optimizer: { t: 0, memories: [] }, steps: this.#step });
    this.#heldOut = null;
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
    this.#events.mark({
      trainer: await this.#trainer.state(),
      epoch: this.#epoch,
      // A run that the plan has ended has nothing left to do.
      epochs: isOver(this.#plan, this.#course) ? this.#epoch : this.#epochs,
      next: this.#next,
      step: this.#step,
      validated: this.#validated,
      seconds: this.#pace.seconds,
      course: this.#course,
    });
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
