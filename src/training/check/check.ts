import { assign, type Library } from '../assign';
import type { MakeTrainer } from '../choose-trainer';
import type { Employer } from '../engine/engine-trainer';
import { BACKEND_TITLES, failureOf, RunFailure } from '../failure';
import type { BackendName, RunRequest } from '../protocol';
import { stepTime } from '../step-time';
import type { Assignment, Trainer } from '../trainer';
import { largestBatch, memoryBudget } from './budget';
import { engineNeeds } from './engine-memory';
import { healthOf } from './health';
import type { Health } from './health-report';

/** How training would go on one backend. */
export interface TimedBackend {
  readonly backend: BackendName;
  /** Of one step, and of the held-out images after an epoch. */
  readonly stepMs: number;
  readonly validationMs: number;
  /** What the engine takes, to the byte, and the largest batch that its share of the memory has room for. */
  readonly memory: { readonly bytes: number; readonly largestBatch: number | null } | null;
}

/** One that cannot train this network by this plan. */
export interface UnfitBackend {
  readonly backend: BackendName;
  /** Why not, as a sentence. */
  readonly says: string;
  /** A batch that it has room for, where that is known. */
  readonly largestBatch: number | null;
}

export type BackendCheck = TimedBackend | UnfitBackend;

/** A run that is asked about. */
export interface CheckRequest extends RunRequest {
  /** Bytes that a step takes, as the page estimates it from the network; `null` when it does not know. */
  readonly estimate: number | null;
}

/** What is told while a check goes on; it waits until it was heard. */
export interface CheckEvents {
  doing(what: string): void | Promise<void>;
  backend(check: BackendCheck): void | Promise<void>;
  health(health: Health): void | Promise<void>;
  /** The batch could not be sent through. */
  noHealth(says: string): void | Promise<void>;
}

/** What a check needs from where it takes place. */
export interface CheckSurroundings extends Library {
  readonly make: MakeTrainer;
  /** How to get at the processor; `null` where the engine does not work. */
  readonly employer: Employer | null;
  /** Threads that the engine would train on. */
  readonly threads: number;
  /** The device's memory in GiB, where it is known. */
  readonly deviceGib: number | undefined;
}

const ORDER: readonly BackendName[] = ['wasm', 'webgpu', 'webgl', 'cpu'];

/**
 * Looks at what a run would be like, without one: the first batch there and back, and real steps on every backend that
 * comes up. What it finds is told as it is found.
 * @throws RunFailure when there is no data set that fits the network
 */
export async function checkBeforeTraining(
  request: CheckRequest,
  around: CheckSurroundings,
  events: CheckEvents,
): Promise<void> {
  const assignment = await assign(request, around, events.doing);
  await events.doing('Sending one batch through');
  try {
    if (around.employer) await events.health(await healthOf(assignment, around.employer));
    else await events.noHealth('This browser has no WebAssembly with SIMD, which the look at a batch needs');
  } catch (error) {
    await events.noHealth(failureOf(error, 'wasm', request.plan).says);
  }
  let fastest = Number.POSITIVE_INFINITY;
  for (const backend of ORDER) {
    await events.doing(`Timing ${BACKEND_TITLES[backend]}`);
    try {
      // A browser may give up the whole page where a graphics device is asked for far too much.
      if (backend !== 'wasm' && (request.estimate ?? 0) > FAR_TOO_MUCH * memoryBudget(backend, around.deviceGib))
        throw new RunFailure('It needs more memory than there is', 'Take a smaller batch');

      const trainer = await around.make(backend, assignment, true);
      if (!trainer) continue;
      const check = await timed(trainer, assignment, around, fastest);
      fastest = Math.min(fastest, check.stepMs);
      await events.backend(check);
    } catch (error) {
      const { says } = failureOf(error, backend, request.plan);
      const memory = backend === 'wasm' ? memoryOf(assignment, around) : null;
      await events.backend({ backend, says, largestBatch: memory?.largestBatch ?? null });
    }
  }
}

async function timed(
  trainer: Trainer,
  assignment: Assignment,
  around: CheckSurroundings,
  limit: number,
): Promise<TimedBackend> {
  try {
    const { backend } = trainer;
    const stepMs = await stepTime(trainer, assignment, limit);
    return {
      backend,
      stepMs,
      validationMs: await validationTime(trainer, assignment, stepMs),
      memory: backend === 'wasm' ? memoryOf(assignment, around) : null,
    };
  } finally {
    trainer.dispose();
  }
}

/** Times the memory that is safe to take. */
const FAR_TOO_MUCH = 2;

/** Where a step takes longer than this, the way there is taken for a third of it. */
const LONG_MS = 2000;

/** Milliseconds that all held-out images take, from one batch of them. */
async function validationTime(trainer: Trainer, { plan, dataset }: Assignment, stepMs: number): Promise<number> {
  const { testCount } = dataset.facts;
  const batches = Math.ceil(testCount / plan.batchSize);
  if (stepMs > LONG_MS) return (batches * stepMs) / 3;
  const images = Int32Array.from({ length: plan.batchSize }, (_, i) => i % testCount);
  await trainer.infer(images);
  const start = performance.now();
  await trainer.infer(images);
  return batches * (performance.now() - start);
}

function memoryOf(assignment: Assignment, { threads, deviceGib }: CheckSurroundings) {
  const needs = engineNeeds(assignment, threads);
  return (
    needs && {
      bytes: needs(assignment.plan.batchSize),
      largestBatch: largestBatch(needs, memoryBudget('wasm', deviceGib), assignment.dataset.facts.trainCount),
    }
  );
}
