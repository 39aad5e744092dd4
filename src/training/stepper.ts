import { augmentedBatch } from './augmentation';
import { type Batch, type Derailed, explainDerailed } from './derailed';
import { diverged } from './failure';
import type { Trouble } from './first-trouble';
import { type Head, headsOf } from './heads';
import type { CurvePoint } from './protocol';
import { score } from './scores';
import { type Targets, targetsOf } from './targets';
import type { Assignment, Outputs, Snapshot, Trainer } from './trainer';

/** Steps whose answer has not been asked for. */
interface Queued {
  /** The number of the first, from 0. */
  readonly first: number;
  readonly batches: Batch[];
  readonly before: Snapshot;
}

/**
 * Steps on their way. Nothing is read back per step; what the network said in them is asked for now and then, and comes
 * while the next steps are queued already. Keeps the last weights that were seen to give a finite loss.
 */
export class Stepper {
  readonly #trainer: Trainer;
  readonly #assignment: Assignment;
  readonly #heads: readonly Head[];
  readonly #targets: Targets;
  readonly #stepsPerEpoch: number;
  readonly #tell: (points: readonly CurvePoint[]) => void;
  #queued: Queued | null = null;
  #reading: Promise<void> = Promise.resolve();
  #good: Snapshot | null = null;
  #derailed: Derailed | null = null;

  /** @param tell hears of all steps in their order */
  constructor(trainer: Trainer, assignment: Assignment, tell: (points: readonly CurvePoint[]) => void) {
    const { model, plan, dataset } = assignment;
    this.#trainer = trainer;
    this.#assignment = assignment;
    this.#heads = headsOf(model);
    this.#targets = targetsOf(plan, dataset);
    this.#stepsPerEpoch = Math.ceil(dataset.facts.trainCount / plan.batchSize);
    this.#tell = tell;
  }

  /** Steps that nobody has asked about. */
  get pending(): number {
    return this.#queued?.batches.length ?? 0;
  }

  /**
   * Queues step `step`, from 0, on these images, changed as the plan says.
   * @param alone whether it is asked about before another one is queued
   */
  queue(images: Int32Array, step: number, learningRate: number, alone: boolean): void {
    // Weights are proven good by a finite loss in the step that starts from them, so a copy is made before it. The
    // optimizer's memory is only needed where steps lie between the copy and the one that may have to be looked at.
    this.#queued ??= { first: step, batches: [], before: this.#trainer.remember(!alone) };
    const { dataset, plan } = this.#assignment;
    const { augmentation, seed } = plan;
    const pixels = augmentation && { pixels: augmentedBatch(dataset, images, augmentation, seed, step) };
    const how = { learningRate, ...pixels };
    this.#queued.batches.push({ images, how });
    this.#trainer.step(images, how);
  }

  /**
   * Asks for what was said in the queued steps, and waits for the answer to the question before.
   * @throws RunFailure when a loss in that answer is no number
   */
  async read(): Promise<void> {
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

  /** Waits until all that was queued has been told. @throws RunFailure when a loss is no number */
  async flush(): Promise<void> {
    await this.read();
    await this.#reading;
  }

  /** After the loss stopped being a number: where in the network that begins; `null` when it cannot be told. */
  async explain(): Promise<Trouble | null> {
    return this.#derailed && (await explainDerailed(this.#trainer, this.#assignment, this.#derailed));
  }

  /** Puts back the last weights that were seen to give a finite loss; `false` when there are none. */
  rescue(): boolean {
    this.#good?.restore();
    return this.#good !== null;
  }

  dispose(): void {
    this.#good?.dispose();
    if (this.#derailed?.before !== this.#good) this.#derailed?.before.dispose();
    this.#queued?.before.dispose();
  }

  #hear(steps: readonly Outputs[], { first, batches, before }: Queued): void {
    const { labels } = this.#assignment.dataset;
    const points = steps.map((said, i): CurvePoint => {
      const { images, how } = batches[i] ?? { images: new Int32Array(), how: { learningRate: 0 } };
      const wanted = Uint8Array.from(images, image => labels[image] ?? 0);
      const { loss, correct, count } = score(this.#heads, said, wanted, this.#targets);
      const step = first + i + 1;
      if (!Number.isFinite(loss)) {
        this.#derailed = { before, batches: batches.slice(0, i + 1), said };
        if (i > 0) this.#keep(before);
        throw diverged(step, this.#assignment.plan);
      }
      const epoch = step / this.#stepsPerEpoch;
      return { step, epoch, loss: loss / count, accuracy: correct / count, rate: how.learningRate };
    });
    this.#keep(before);
    this.#tell(points);
  }

  #keep(good: Snapshot): void {
    this.#good?.dispose();
    this.#good = good;
  }
}
