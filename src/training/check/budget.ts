import type { BackendName } from '../protocol';

const GIB = 2 ** 30;
/** What a device has whose browser does not say. */
const USUAL_GIB = 4;
/** Browsers do not say what memory a graphics card has; this much is there on nearly all. */
const GRAPHICS_BYTES = 2 * GIB;
/** All that a WebAssembly memory can hold. */
const ENGINE_BYTES = 4 * GIB;

/**
 * Bytes that training may safely take: half of the device's memory, and no more than its kind can hold.
 * @param deviceGib as `navigator.deviceMemory` says it: rounded, at most 8 in most browsers
 */
export function memoryBudget(backend: BackendName, deviceGib: number = USUAL_GIB): number {
  const half = (deviceGib * GIB) / 2;
  if (backend === 'wasm') return Math.min(half, ENGINE_BYTES);
  return backend === 'cpu' ? half : Math.min(half, GRAPHICS_BYTES);
}

/** The largest power of two, at most `most`, for which `needs` stays within the budget; `null` when not even 1 does. */
export function largestBatch(needs: (batch: number) => number | null, budget: number, most: number): number | null {
  const fits = (batch: number) => (needs(batch) ?? Number.POSITIVE_INFINITY) <= budget;
  let largest: number | null = null;
  for (let batch = 1; batch <= most && fits(batch); batch *= 2) largest = batch;
  return largest;
}

/** The device's memory in GiB, where the browser says it. */
export function deviceGib(): number | undefined {
  return 'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : undefined;
}
