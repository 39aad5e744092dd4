import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import { dataFolder } from '../datasets/data-folder';
import type { RunRequest } from '../protocol';
import type { TrainingWorker } from '../worker';
import type { CheckEvents, CheckRequest } from './check';
import type { RateEvents, Sweep } from './rate-finder';

/**
 * The page's side of what can be known before a run. It has a worker of its own, so that it can be ended at any moment,
 * in the middle of a long step too, and so that a trained network is left alone.
 */
export class CheckClient {
  #worker: Worker | null = null;
  #remote: Remote<TrainingWorker> | null = null;
  #giveUp: (() => void) | null = null;

  /** Tells what a run would be like, as it is found. @throws an Error with a sentence for the person, or `Cancelled` */
  async check(request: CheckRequest, events: CheckEvents): Promise<void> {
    await this.#ask(remote => remote.check(request, proxy(events), dataFolder()));
  }

  /** Looks for a learning rate. @throws an Error with a sentence for the person, or `Cancelled` */
  async findRate(request: RunRequest, events: RateEvents): Promise<Sweep> {
    return await this.#ask(remote => remote.findRate(request, proxy(events), dataFolder()));
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#giveUp?.();
  }

  async #ask<T>(ask: (remote: Remote<TrainingWorker>) => Promise<T>): Promise<T> {
    this.cancel();
    const worker = new Worker(new URL('../worker.ts', import.meta.url), { type: 'module', name: 'training' });
    const remote = wrap<TrainingWorker>(worker);
    this.#worker = worker;
    this.#remote = remote;
    const ended = new Promise<never>((_, reject) => {
      this.#giveUp = () => reject(new Cancelled());
      worker.onerror = event => reject(new Error(event.message || 'The worker ended'));
    });
    try {
      return await Promise.race([ask(remote), ended]);
    } finally {
      this.#end(worker);
    }
  }

  #end(worker: Worker): void {
    worker.terminate();
    if (worker !== this.#worker) return;
    this.#remote?.[releaseProxy]();
    this.#worker = null;
    this.#remote = null;
    this.#giveUp = null;
  }
}

/** The person ended it. */
export class Cancelled extends Error {}
