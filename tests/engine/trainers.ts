import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngineTrainer } from '../../src/training/engine/engine-trainer';
import { makeTfjsTrainer } from '../../src/training/tfjs/make-trainer';
import type { Assignment, Trainer } from '../../src/training/trainer';

const file = fileURLToPath(new URL('../../src/engine/built/simd.wasm', import.meta.url));
export const module = new WebAssembly.Module(readFileSync(file));

/** The engine on one thread of this process. */
export const onEngine = (assignment: Assignment, chunk?: number): Promise<Trainer> =>
  createEngineTrainer(assignment, async () => ({ module, helpers: [], ...(chunk !== undefined && { chunk }) }));

export async function onTfjs(assignment: Assignment): Promise<Trainer> {
  const trainer = await makeTfjsTrainer('cpu', assignment);
  if (!trainer) throw new Error('tfjs has no CPU backend here');
  return trainer;
}
