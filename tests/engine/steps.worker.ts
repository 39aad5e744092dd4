import { expose } from 'comlink';
import { createEngineTrainer } from '../../src/training/engine/engine-trainer';
import { employerHere } from '../../src/training/engine/hardware';
import type { Assignment, Trainer } from '../../src/training/trainer';

// Trainers in a worker, as on the page; kept between questions, so that engines can take turns.

const trainers = new Map<
  string,
  { readonly trainer: Trainer; readonly images: Int32Array; readonly learningRate: number }
>();

const steps = {
  async prepare(name: string, assignment: Assignment, threads: number): Promise<void> {
    const employer = employerHere(threads);
    if (!employer) throw new Error('No SIMD in this browser');
    const { batchSize, learningRate } = assignment.plan;
    const { trainCount } = assignment.dataset.facts;
    trainers.set(name, {
      trainer: await createEngineTrainer(assignment, employer),
      images: Int32Array.from({ length: batchSize }, (_, i) => i % trainCount),
      learningRate,
    });
  },
  /** Milliseconds of each of so many steps. */
  async time(name: string, count: number): Promise<readonly number[]> {
    const { trainer, images, learningRate } = known(name);
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      trainer.step(images, { learningRate });
      times.push(performance.now() - start);
    }
    await trainer.heard();
    return times;
  },
  /** The weights after all steps so far, one after the other. */
  async weights(name: string): Promise<Float32Array> {
    const all = [...(await known(name).trainer.weights()).values()].map(w => w.values);
    const joined = new Float32Array(all.reduce((n, v) => n + v.length, 0));
    let at = 0;
    for (const values of all) {
      joined.set(values, at);
      at += values.length;
    }
    return joined;
  },
  forget(name: string): void {
    known(name).trainer.dispose();
    trainers.delete(name);
  },
  isolated: (): boolean => globalThis.crossOriginIsolated,
};
export type Steps = typeof steps;

function known(name: string) {
  const found = trainers.get(name);
  if (!found) throw new Error(`No trainer ${name}`);
  return found;
}

expose(steps);
