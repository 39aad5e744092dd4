import type { KernelName } from '../plan/kernel-names';
import type { Program } from '../plan/program';

export type Kernels = Readonly<Record<KernelName, (...args: number[]) => void>>;

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Kernels;
}

/** The images of a batch of `count` that a thread works on: from, and up to. */
export const shareOf = (count: number, thread: number, threads: number): readonly [from: number, to: number] => [
  Math.floor((count * thread) / threads),
  Math.floor((count * (thread + 1)) / threads),
];

/** Runs a thread's program for its share of the batch. `meet` is called after every phase. */
export function runProgram(
  kernels: Kernels,
  program: Program,
  [from, to]: readonly [from: number, to: number],
  meet: () => void,
): void {
  for (const { chunk, calls } of program) {
    let first = from;
    // At least once, so that a thread without images says so to the others.
    do {
      const count = Math.min(to - first, chunk ?? 0);
      for (const { kernel, args, counts, firsts, moving } of calls) {
        for (const i of counts) args[i] = count;
        for (const i of firsts) args[i] = first;
        for (const [i, start, stride] of moving) args[i] = start + first * stride;
        kernels[kernel](...args);
      }
      first += chunk ?? Number.POSITIVE_INFINITY;
    } while (first < to);
    meet();
  }
}
