import type { ELK } from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

let loading: Promise<ELK> | null = null;

/** The layout engine in a worker of its own: loaded when first used, then kept. */
export function elkInWorker(): Promise<ELK> {
  loading ??= import('elkjs/lib/elk-api').then(
    ({ default: Elk }) => new Elk({ workerFactory: () => new Worker(workerUrl) }),
  );
  return loading;
}

/** Ends the worker with what it is working on; the next layout gets a new one. */
export async function stopElk(): Promise<void> {
  const ended = loading;
  loading = null;
  (await ended)?.terminateWorker();
}
