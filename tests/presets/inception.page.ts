import { wrap } from 'comlink';
import inception from '../../presets/inception-v3.netloom.json';
import type { Inception } from './inception.worker';

/** Asks a worker, as the page does. Probabilities as a list. */
export default async function answer(seed: number): Promise<readonly number[]> {
  const worker = new Worker(new URL('./inception.worker.ts', import.meta.url), { type: 'module' });
  const said = await wrap<Inception>(worker).answer(inception, seed);
  worker.terminate();
  return [...said];
}
