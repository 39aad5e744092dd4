import type { Assignment, Trainer } from '../trainer';
import { createEngineTrainer } from './engine-trainer';
import { employerHere, threadsFor } from './hardware';

/** A trainer on the WASM engine; `null` when this browser has no SIMD in WebAssembly. */
export async function makeEngineTrainer(assignment: Assignment): Promise<Trainer | null> {
  const employer = employerHere(threadsFor(navigator.hardwareConcurrency));
  return employer && (await createEngineTrainer(assignment, employer));
}
