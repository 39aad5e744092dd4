import type { MakeTrainer } from './choose-trainer';

/** A trainer on any backend; `null` when this browser has none of this kind. What a backend needs is fetched with it. */
export const makeTrainer: MakeTrainer = async (backend, assignment, software) => {
  if (backend === 'wasm') return (await import('./engine/make-trainer')).makeEngineTrainer(assignment);
  return (await import('./tfjs/make-trainer')).makeTfjsTrainer(backend, assignment, software);
};
