import type { Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { RunMark } from './checkpoints/mark';
import type { Dataset } from './datasets/dataset';
import { type Batch, type Derailed, explainDerailed } from './derailed';
import { epochOrder } from './epoch-order';
import { diverged } from './failure';
import type { Trouble } from './first-trouble';
import { type Head, headsOf } from './heads';
import { Pace } from './pace';
import type { Progress, Result, RunListener, RunRequest } from './protocol';
import { resultOf } from './result';
import { nextTurn, type RunControl } from './run-control';
import { type Score, score } from './scores';
import type { Assignment, Outputs, Snapshot, Trainer } from './trainer';

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

/** Steps whose answer has not been asked for. */
interface Queued {
  readonly first: number;
  readonly batches: Batch[];
  readonly labels: Uint8Array[];
  readonly before: Snapshot;
}

/** All held-out images as the network sees them at one step. */
interface Validation {
  readonly step: number;
  readonly said: readonly Float32Array[];
  readonly score: Score;
}

/**
 * The loop: epochs of shuffled batches, the held-out images after each. Nothing is read back per step; what the network
 * said is read a few times a second, while the next steps are already queued.
 */
export class Run {
  readonly #control: RunControl;
  readonly #trainer: Trainer;
  readonly #assignment: Assignment;
  readonly #plan: TrainingPlan;
  readonly #dataset: Dataset;
  readonly #heads: readonly Head[];
  readonly #events: RunReport;
  readonly #pace = new Pace();
  /** Epochs completed, epochs wanted, and the next image of the epoch that is on its way. */
  #epoch = 0;
  #epochs = 0;
  #next = 0;
  #step = 0;
  #queued: Queued | null = null;
  #reading: Promise<void> = Promise.resolve();
  #good: Snapshot | null = null;
  #derailed: Derailed | null = null;
  #validation: Validation | null = null;
  /** The step of the last look at the held-out images. */
  #validated = -1;
  #checkpointed = performance.now();

  constructor(trainer: Trainer, assignment: Assignment, events: RunReport, control: RunControl) {
    const { model, plan, dataset } = assignment;
    this.#assignment = assignment;
    this.#control = control;
    this.#trainer = trainer;
    this.#plan = plan;
    this.#dataset = dataset;
    this.#heads = headsOf(model);
    this.#events = events;
  }

  /**
   * Trains for `epochs` more epochs (an epoch that was stopped halfway is finished first) and looks at the held-out
   * images. Ends early when told to stop.
   * @throws RunFailure when the loss is no number any more; the weights are then the last good ones
   */
  async train(epochs: number): Promise<{ readonly result: Result; readonly stopped: boolean }> {
    this.#epochs = this.#epoch + epochs;
    this.#pace.start();
    // Taken up between an epoch's last step and the held-out images.
    if (this.#next === 0 && this.#step > 0 && this.#validated < this.#step && epochs > 0) await this.#validate();
    while (this.#epoch < this.#epochs && !this.#control.stopping) await this.#trainEpoch();
    const { said, score } = await this.#validate();
    await this.#checkpoint();
    const stopped = this.#epoch < this.#epochs;
    return { result: resultOf(this.#dataset, this.#heads, said, score, this.#pace.seconds), stopped };
  }

  /** Takes up a run that was marked, on this trainer or another. `train` then goes on as that run would have. */
  takeUp(mark: RunMark): void {
    this.#trainer.resume(mark.trainer);
    this.#epoch = mark.epoch;
    this.#epochs = mark.epochs;
    this.#next = mark.next;
    this.#step = mark.step;
    this.#validated = mark.validated;
    this.#pace.began(mark.seconds);
  }

  get progress(): Progress {
    const { batchSize } = this.#plan;
    const stepsPerEpoch = Math.ceil(this.#dataset.facts.trainCount / batchSize);
    const steps = this.#epochs * stepsPerEpoch;
    return {
      backend: this.#trainer.backend,
      step: this.#step,
      steps,
      epoch: this.#epoch,
      epochs: this.#epochs,
      imagesPerSecond: this.#pace.stepsPerSecond * batchSize,
      secondsLeft: this.#pace.secondsFor(steps - this.#step, this.#epochs - this.#epoch),
    };
  }

  /** After the loss stopped being a number: where in the network that begins; `null` when it cannot be told. */
  async explain(): Promise<Trouble | null> {
    return this.#derailed && (await explainDerailed(this.#trainer, this.#assignment, this.#derailed));
  }

  /** After a failure: puts back the last weights that were seen to give a finite loss, and hands them out. */
  async rescue(): Promise<void> {
    if (!this.#good) return;
    this.#good.restore();
    this.#events.checkpoint(await this.#trainer.weights());
  }

  dispose(): void {
    this.#good?.dispose();
    if (this.#derailed?.before !== this.#good) this.#derailed?.before.dispose();
    this.#queued?.before.dispose();
    this.#trainer.dispose();
  }

  async #trainEpoch(): Promise<void> {
    const { batchSize, seed } = this.#plan;
    const { trainCount } = this.#dataset.facts;
    const order = epochOrder(trainCount, seed, this.#epoch);
    while (this.#next < trainCount) {
      await this.#attend();
      if (this.#control.stopping) {
        await this.#flush();
        // The held-out images may take long, and the page may not wait for them.
        return await this.#checkpoint();
      }
      this.#queue(order.subarray(this.#next, this.#next + batchSize));
      this.#next += batchSize;
      if ((this.#queued?.labels.length ?? 0) >= this.#pace.stepsPerReading) await this.#read();
      if (performance.now() - this.#checkpointed > CHECKPOINT_MS) await this.#flush().then(() => this.#checkpoint());
    }
    await this.#flush();
    this.#next = 0;
    this.#epoch++;
    await this.#validate();
    if (this.#epoch < this.#epochs) await this.#checkpoint();
  }

  /** Lets the page be heard; a pause is spent here. */
  async #attend(): Promise<void> {
    await nextTurn();
    if (!this.#control.paused) return;
    await this.#flush();
    await this.#checkpoint();
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
      epochs: this.#epochs,
      next: this.#next,
      step: this.#step,
      validated: this.#validated,
      seconds: this.#pace.seconds,
    });
    this.#checkpointed = performance.now();
  }

  #queue(batch: Int32Array): void {
    // Weights are proven good by a finite loss in the step that starts from them, so a copy is made before it.
    this.#queued ??= { first: this.#step, batches: [], labels: [], before: this.#trainer.remember() };
    this.#queued.labels.push(Uint8Array.from(batch, i => this.#dataset.labels[i] ?? 0));
    const how = { learningRate: this.#plan.learningRate };
    this.#queued.batches.push({ images: batch, how });
    this.#trainer.step(batch, how);
    this.#step++;
  }

  /** Asks for what was said in the queued steps, and waits for the answer to the question before. */
  async #read(): Promise<void> {
    const queued = this.#queued;
    if (!queued) return;
    this.#queued = null;
    const before = this.#reading;
    const answer = this.#trainer.heard();
    this.#reading = before.then(async () => this.#hear(await answer, queued));
    // Handled where it is awaited, at the next reading.
    this.#reading.catch(() => undefined);
    await before;
  }

  async #flush(): Promise<void> {
    await this.#read();
    await this.#reading;
  }

  #hear(steps: readonly Outputs[], queued: Queued): void {
    const { trainCount } = this.#dataset.facts;
    const stepsPerEpoch = Math.ceil(trainCount / this.#plan.batchSize);
    this.#pace.heard(steps.length);
    const points = steps.map((said, i) => {
      const { loss, correct, count } = score(this.#heads, said, queued.labels[i] ?? new Uint8Array());
      const step = queued.first + i + 1;
      if (!Number.isFinite(loss)) {
        this.#derailed = { before: queued.before, batches: queued.batches.slice(0, i + 1), said };
        if (i > 0) this.#keep(queued.before);
        throw diverged(step, this.#plan);
      }
      return { step, epoch: step / stepsPerEpoch, loss: loss / count, accuracy: correct / count };
    });
    this.#keep(queued.before);
    this.#events.points('train', points);
    this.#events.state({ phase: 'running', progress: this.progress });
  }

  #keep(good: Snapshot): void {
    this.#good?.dispose();
    this.#good = good;
  }

  async #validate(): Promise<Validation> {
    if (this.#validation?.step === this.#step) return this.#validation;
    const start = performance.now();
    const { trainCount, testCount } = this.#dataset.facts;
    const { batchSize } = this.#plan;
    const parts: Float32Array[][] = this.#heads.map(() => []);
    const total = { count: testCount, loss: 0, correct: 0 };
    for (let from = 0; from < testCount; from += batchSize) {
      await this.#attend();
      const count = Math.min(batchSize, testCount - from);
      // The last batch is filled up, because another size would have every shader compiled again.
      const images = Int32Array.from({ length: batchSize }, (_, i) => trainCount + from + Math.min(i, count - 1));
      const said = (await this.#trainer.infer(images)).map(v => v.subarray(0, (v.length / batchSize) * count));
      const { loss, correct } = score(
        this.#heads,
        said,
        this.#dataset.labels.subarray(trainCount + from, trainCount + from + count),
      );
      total.loss += loss;
      total.correct += correct;
      said.forEach((values, h) => {
        parts[h]?.push(values);
      });
    }
    if (!Number.isFinite(total.loss)) throw diverged(this.#step, this.#plan);
    this.#pace.validated((performance.now() - start) / 1000);
    const stepsPerEpoch = Math.ceil(trainCount / batchSize);
    const point = {
      step: this.#step,
      epoch: this.#step / stepsPerEpoch,
      loss: total.loss / testCount,
      accuracy: total.correct / testCount,
    };
    // A run that was taken up has its point already.
    if (this.#validated < this.#step) this.#events.points('validation', [point]);
    this.#validated = this.#step;
    this.#validation = { step: this.#step, said: parts.map(join), score: total };
    return this.#validation;
  }
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
