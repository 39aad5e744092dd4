import type { Assignment, Trainer } from '../trainer';
import type { TfjsBackend } from './backends';
import { isSoftwareRendered } from './software-renderer';

/**
 * A trainer on one of TensorFlow.js's backends; `null` when this browser has none of this kind.
 * @param software whether one that a software renderer stands in for will do
 */
export async function makeTfjsTrainer(
  backend: TfjsBackend,
  assignment: Assignment,
  software = true,
): Promise<Trainer | null> {
  if (!software && (await isSoftwareRendered(backend))) return null;
  // TensorFlow.js is 1 MB of code: it is fetched by the first run.
  const [{ bringUp }, { createTfjsTrainer }, { registerLayers }] = await Promise.all([
    import('./backends'),
    import('./tfjs-trainer'),
    import('../layers'),
  ]);
  const device = await bringUp(backend);
  if (!device) return null;
  registerLayers();
  return await createTfjsTrainer(device, assignment);
}
