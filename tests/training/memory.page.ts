import * as tf from '@tensorflow/tfjs-core';
import type { TfjsBackend } from '../../src/training/tfjs/backends';
import { makeTfjsTrainer } from '../../src/training/tfjs/make-trainer';
import { readAssignment, type Written } from '../engine/written-assignment';

export interface MemoryQuestion {
  readonly backend: TfjsBackend;
  readonly assignment: Written;
  readonly steps: number;
}
/** What a backend holds. `gpu`: bytes of textures or buffers, those that wait to be used again included, where they are counted. */
export interface Held {
  readonly tensors: number;
  readonly bytes: number;
  readonly gpu: number | null;
}

/** What is held after 100 steps, and after `steps` more (a multiple of 100); `null` where the backend does not come up. */
export default async function memory({ backend, assignment, steps }: MemoryQuestion): Promise<readonly Held[] | null> {
  const read = readAssignment(assignment);
  const trainer = await makeTfjsTrainer(backend, read);
  if (!trainer) return null;
  const { plan, dataset } = read;
  const run = async (count: number): Promise<Held> => {
    for (let step = 0; step < count; step++) {
      const images = Int32Array.from({ length: plan.batchSize }, (_, i) => (step + i) % dataset.facts.trainCount);
      trainer.step(images, { learningRate: plan.learningRate });
      if (step % 20 === 19) await trainer.heard();
      // As a run does after an epoch.
      if (step % 100 === 99) {
        await trainer.infer(images);
        trainer.remember(true).dispose();
      }
    }
    return held();
  };
  return [await run(100), await run(steps)];
}

function held(): Held {
  const { numTensors, numBytes, ...more } = tf.memory();
  const gpu = 'numBytesInGPUAllocated' in more ? more.numBytesInGPUAllocated : null;
  return { tensors: numTensors, bytes: numBytes, gpu: typeof gpu === 'number' ? gpu : null };
}
