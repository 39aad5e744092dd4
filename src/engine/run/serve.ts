import type { Program } from '../plan/program';
import { COUNT, meet, nextJob, PROGRAM } from './meeting';
import { instantiate, runProgram, shareOf } from './thread';

/** What a helping thread is given. */
export interface Employment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** This thread's programs; a job names one by its place. */
  readonly programs: readonly Program[];
  readonly thread: number;
  readonly threads: number;
}

/** A helping thread's life: it waits for jobs and does its share, until it is terminated. */
export function serve({ module, memory, programs, thread, threads }: Employment): never {
  const kernels = instantiate(module, memory);
  const words = new Int32Array(memory.buffer);
  for (let job = 0; ; ) {
    const next = nextJob(words, job);
    if (next === job) continue;
    job = next;
    const program = programs[words[PROGRAM] ?? 0] ?? [];
    runProgram(kernels, program, shareOf(words[COUNT] ?? 0, thread, threads), () => meet(words, threads));
  }
}
