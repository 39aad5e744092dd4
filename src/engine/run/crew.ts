import type { Program } from '../plan/program';
import { COUNT, JOB, meet, PROGRAM } from './meeting';
import type { Employment } from './serve';
import { instantiate, type Kernels, runProgram, shareOf } from './thread';

/** A helping thread, wherever it runs. */
export interface Helper {
  /** Settles when the helper is there and waits for jobs. */
  employ(employment: Employment): Promise<void>;
  dismiss(): void;
}

/** The threads that run programs together. This one is the first; the others are helpers. */
export class Crew {
  readonly #kernels: Kernels;
  readonly #words: Int32Array;
  readonly #programs: readonly Program[];
  readonly #helpers: readonly Helper[];

  private constructor(
    kernels: Kernels,
    memory: WebAssembly.Memory,
    programs: readonly Program[],
    helpers: readonly Helper[],
  ) {
    this.#kernels = kernels;
    this.#words = new Int32Array(memory.buffer);
    this.#programs = programs;
    this.#helpers = helpers;
  }

  /** @param programs by thread, then by job */
  static async employ(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    programs: readonly (readonly Program[])[],
    helpers: readonly Helper[],
  ): Promise<Crew> {
    const threads = helpers.length + 1;
    try {
      await Promise.all(
        helpers.map((helper, i) =>
          helper.employ({ module, memory, programs: programs[i + 1] ?? [], thread: i + 1, threads }),
        ),
      );
    } catch (error) {
      for (const helper of helpers) helper.dismiss();
      throw error;
    }
    return new Crew(instantiate(module, memory), memory, programs[0] ?? [], helpers);
  }

  /** Runs a program for a batch of `count` images; returns when all threads are done. */
  run(program: number, count: number): void {
    const threads = this.#helpers.length + 1;
    const words = this.#words;
    if (threads > 1) {
      words[PROGRAM] = program;
      words[COUNT] = count;
      Atomics.add(words, JOB, 1);
      Atomics.notify(words, JOB);
    }
    const arrive = threads > 1 ? () => meet(words, threads) : () => undefined;
    runProgram(this.#kernels, this.#programs[program] ?? [], shareOf(count, 0, threads), arrive);
  }

  dismiss(): void {
    for (const helper of this.#helpers) helper.dismiss();
  }
}
