import relaxedUrl from '../../engine/built/relaxed.wasm?url';
import relaxedSharedUrl from '../../engine/built/relaxed-shared.wasm?url';
import simdUrl from '../../engine/built/simd.wasm?url';
import simdSharedUrl from '../../engine/built/simd-shared.wasm?url';
import type { Helper } from '../../engine/run/crew';
import type { Employer } from './engine-trainer';

/** More threads than this spend more time on meeting each other than they save on networks of this size. */
const MOST_THREADS = 4;

/**
 * Threads for training: all cores but one, which is left to the page; both of two, where a canvas that is panned meanwhile
 * keeps every frame all the same (`npm run bench fluent`).
 */
export const threadsFor = (cores: number): number => Math.min(MOST_THREADS, Math.max(Math.min(2, cores), cores - 1));

/** Threads that training gets here: one where memory cannot be shared. */
export const threadsHere = (): number =>
  globalThis.crossOriginIsolated === true ? threadsFor(navigator.hardwareConcurrency) : 1;

/** Small modules that only a browser with the feature takes: f32x4.add, and f32x4.relaxed_madd. */
const HEAD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const ONE = [65, 1, 253, 15];
const SIMD = [...HEAD, 10, 15, 1, 13, 0, ...ONE, ...ONE, 253, 228, 1, 11];
const RELAXED = [...HEAD, 10, 19, 1, 17, 0, ...ONE, ...ONE, ...ONE, 253, 133, 2, 11];
const takes = (bytes: readonly number[]): boolean => WebAssembly.validate(Uint8Array.from(bytes));

/**
 * This browser's processor: compiled kernels and threads. `null` when it has no SIMD in WebAssembly.
 * @param threads at most so many; more than one where memory can be shared (the page is cross-origin isolated)
 */
export function employerHere(threads: number): Employer | null {
  if (!takes(SIMD)) return null;
  const canShare = globalThis.crossOriginIsolated === true;
  const fast = takes(RELAXED);
  return async wanted => {
    const many = wanted === 'all' && canShare && threads > 1;
    if (!many) return { module: await fetched(fast ? relaxedUrl : simdUrl), helpers: [] };
    const module = await fetched(fast ? relaxedSharedUrl : simdSharedUrl);
    return { module, helpers: Array.from({ length: threads - 1 }, helperHere) };
  };
}

const modules = new Map<string, Promise<WebAssembly.Module>>();

function fetched(url: string): Promise<WebAssembly.Module> {
  const known = modules.get(url);
  if (known) return known;
  const module = fetch(url)
    .then(response => response.arrayBuffer())
    .then(bytes => WebAssembly.compile(bytes));
  modules.set(url, module);
  // Another try may find the network again.
  module.catch(() => modules.delete(url));
  return module;
}

function helperHere(): Helper {
  const worker = new Worker(new URL('../../engine/run/helper.ts', import.meta.url), { type: 'module', name: 'engine' });
  return {
    employ: employment =>
      new Promise((ready, failed) => {
        const late = setTimeout(
          () => failed(new HelpersMissing('a thread of the engine did not answer')),
          LONGEST_START_MS,
        );
        worker.onmessage = () => {
          clearTimeout(late);
          ready();
        };
        worker.onerror = event => failed(new HelpersMissing(event.message || 'a thread of the engine did not start'));
        worker.postMessage(employment);
      }),
    dismiss: () => worker.terminate(),
  };
}

/** Threads could not be had; one thread still works. */
export class HelpersMissing extends Error {}

/** A thread that takes longer to start will not start. */
const LONGEST_START_MS = 20_000;
