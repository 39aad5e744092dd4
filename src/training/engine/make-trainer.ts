import type { Assignment, Trainer } from '../trainer';
import { createEngineTrainer } from './engine-trainer';
import { employerHere, HelpersMissing, threadsFor } from './hardware';

/** A trainer on the WASM engine, on one thread where others do not start; `null` when this browser has no SIMD in WebAssembly. */
export async function makeEngineTrainer(assignment: Assignment): Promise<Trainer | null> {
  const on = async (threads: number) => {
    const employer = employerHere(threads);
    return employer && (await createEngineTrainer(assignment, employer));
  };
  try {
    return await on(threadsFor(navigator.hardwareConcurrency));
  } catch (error) {
    if (error instanceof HelpersMissing) return await on(1);
    throw error;
  }
}
