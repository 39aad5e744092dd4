import { expose } from 'comlink';
import { instantiate } from '../../src/engine/run/thread';
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
  /** GFLOP/s of a plain product of two 512×512 matrices with the engine's kernels, on one thread. */
  async product(): Promise<number> {
    const hardware = await employerHere(1)?.('one');
    if (!hardware) throw new Error('No SIMD in this browser');
    const side = 512;
    const bytes = 4 * side * side;
    const memory = new WebAssembly.Memory({ initial: 5 + (4 * bytes) / 65536 });
    const { linear, pack } = instantiate(hardware.module, memory);
    const at = (matrix: number) => 64 + matrix * (bytes + 64);
    new Float32Array(memory.buffer).fill(0.5);
    pack(at(1), side, side, side, 1, at(2));
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 10; round++) {
      const start = performance.now();
      linear(at(0), at(2), 0, at(3), side, side, 1, 0, side);
      best = Math.min(best, performance.now() - start);
    }
    return (2 * side ** 3) / best / 1e6;
  },
};
export type Steps = typeof steps;

function known(name: string) {
  const found = trainers.get(name);
  if (!found) throw new Error(`No trainer ${name}`);
  return found;
}

expose(steps);
