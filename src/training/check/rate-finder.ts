import { assign, type Library } from '../assign';
import { augmentedBatch } from '../augmentation';
import { anyTrainer, type MakeTrainer } from '../choose-trainer';
import { epochOrder } from '../epoch-order';
import { failureOf } from '../failure';
import { headsOf } from '../heads';
import type { BackendName, RunRequest } from '../protocol';
import { nextTurn } from '../run-control';
import { score } from '../scores';
import { targetsOf } from '../targets';
import type { Assignment, Trainer } from '../trainer';
import { SWEEP_STEPS, smoothed, sweepRate } from './sweep-rates';

/** One step of the sweep: its learning rate, and the loss that the network had before it. */
export interface SweepPoint {
  readonly rate: number;
  readonly loss: number;
}

export interface Sweep {
  readonly points: readonly SweepPoint[];
  /** The losses, each the mean of its neighbourhood. */
  readonly smooth: readonly number[];
  /** Where the smoothed loss falls fastest; `null` when it nowhere falls. */
  readonly suggestion: number | null;
}

/** The running mean's memory, and how far it may rise over the best that it was before the sweep ends. */
const MEMORY = 0.9;
const BLOWN_UP = 4;

/** What is told while a rate is looked for; it waits until it was heard. */
export interface RateEvents {
  doing(what: string): void | Promise<void>;
  /** The sweep has begun on this backend. */
  began(backend: BackendName): void | Promise<void>;
  point(point: SweepPoint): void | Promise<void>;
}

/**
 * Looks for a learning rate with a trainer of its own, on the backend that is asked for, or the first that works.
 * @throws RunFailure when there is none, or no data set that fits the network
 */
export async function findRate(
  request: RunRequest,
  around: Library & { readonly make: MakeTrainer },
  events: RateEvents,
): Promise<Sweep> {
  const { weights: _, ...fresh } = request;
  const assignment = await assign(fresh, around, events.doing);
  await events.doing('Starting an engine');
  const trainer = await anyTrainer(request.backend, assignment, around.make);
  try {
    await events.began(trainer.backend);
    return await Promise.race([sweep(trainer, assignment, point => events.point(point)), trainer.lost]);
  } catch (error) {
    throw failureOf(error, trainer.backend, request.plan);
  } finally {
    trainer.dispose();
  }
}

/**
 * The learning-rate range test (Smith, Cyclical learning rates, 2015 and 2017), with rates that grow exponentially as
 * fast.ai runs it: about a hundred steps from fresh weights, from 1e-6 to 10, until the running mean of the loss is
 * four times its best, or no number. Images are changed as the plan says, since a network that sees changed images takes
 * another rate. The trainer's weights are changed.
 * @param step hears of each point as it comes
 */
export async function sweep(
  trainer: Trainer,
  assignment: Assignment,
  step: (point: SweepPoint) => void | Promise<void>,
): Promise<Sweep> {
  const { plan, dataset, model } = assignment;
  const heads = headsOf(model);
  const targets = targetsOf(plan, dataset);
  const points: SweepPoint[] = [];
  const batches = batchesOf(assignment);
  let mean = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < SWEEP_STEPS; i++) {
    await nextTurn();
    const images = batches(i);
    const pixels = plan.augmentation && augmentedBatch(dataset, images, plan.augmentation, plan.seed, i);
    trainer.step(images, { learningRate: sweepRate(i), ...(pixels && { pixels }) });
    const [said = []] = await trainer.heard();
    const labels = Uint8Array.from(images, at => dataset.labels[at] ?? 0);
    const loss = score(heads, said, labels, targets).loss / images.length;
    if (!Number.isFinite(loss)) break;
    const point = { rate: sweepRate(i), loss };
    points.push(point);
    await step(point);
    mean = MEMORY * mean + (1 - MEMORY) * loss;
    const unbiased = mean / (1 - MEMORY ** (i + 1));
    if (unbiased > BLOWN_UP * best) break;
    best = Math.min(best, unbiased);
  }
  return judged(points);
}

/** The images of step i: shuffled, epoch after epoch. */
function batchesOf({ plan, dataset }: Assignment): (step: number) => Int32Array {
  const { trainCount } = dataset.facts;
  const perEpoch = Math.max(1, Math.floor(trainCount / plan.batchSize));
  let order = epochOrder(trainCount, plan.seed, 0);
  return step => {
    if (step > 0 && step % perEpoch === 0) order = epochOrder(trainCount, plan.seed, step / perEpoch);
    const from = (step % perEpoch) * plan.batchSize;
    return order.slice(from, from + plan.batchSize);
  };
}

/** Smooths a sweep's losses and finds where they fall fastest by the rate's logarithm, before they are lowest. */
export function judged(points: readonly SweepPoint[]): Sweep {
  const smooth = smoothed(points.map(p => p.loss));
  const lowest = smooth.indexOf(Math.min(...smooth));
  let steepest: number | null = null;
  let slope = 0;
  for (let i = 1; i < lowest; i++) {
    // All steps are equally long on the logarithm's axis.
    const here = ((smooth[i + 1] ?? 0) - (smooth[i - 1] ?? 0)) / 2;
    if (here < slope) {
      slope = here;
      steepest = i;
    }
  }
  const rate = steepest === null ? undefined : points[steepest]?.rate;
  return { points, smooth, suggestion: rate === undefined ? null : Number(rate.toPrecision(2)) };
}
