import type { Arg, Buffer, Call } from './call';
import type { KernelName } from './kernel-names';

/** A call with its arguments worked out for one thread, but for those that depend on the chunk of images. */
export interface ResolvedCall {
  readonly kernel: KernelName;
  readonly args: number[];
  readonly counts: readonly number[];
  readonly firsts: readonly number[];
  /** Addresses that move on with the batch: argument, address of the batch's first image, bytes per image. */
  readonly moving: readonly (readonly [argument: number, start: number, stride: number])[];
}

/** What one thread does between two meetings. */
export interface ResolvedPhase {
  /** Images at a time; `null` for calls that are made once. */
  readonly chunk: number | null;
  readonly calls: readonly ResolvedCall[];
}
/** All that one thread does in a step. Plain data. */
export type Program = readonly ResolvedPhase[];

export interface Phase {
  readonly chunk: number | null;
  readonly calls: readonly Call[];
}

/** Where a thread's block lies, and the buffers within it. */
export interface Layout {
  readonly threads: number;
  readonly firstBlock: number;
  readonly blockBytes: number;
  /** From a block's start. */
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly buffersFrom: number;
}

/** Works out one thread's program. */
export function resolve(phases: readonly Phase[], layout: Layout, thread: number): Program {
  return phases.map(({ chunk, calls }) => ({
    chunk,
    calls: calls.filter(c => c.thread === undefined || c.thread === thread).map(c => resolveCall(c, layout, thread)),
  }));
}

function resolveCall({ kernel, args }: Call, layout: Layout, thread: number): ResolvedCall {
  const { threads, firstBlock, blockBytes } = layout;
  const block = firstBlock + thread * blockBytes;
  const inside = (buffer: Buffer): number => layout.buffersFrom + (layout.offsets.get(buffer) ?? Number.NaN);
  const value = (arg: Arg): number => {
    if (typeof arg === 'number') return arg;
    if (arg === 'threads') return threads;
    if (arg === 'thread stride') return blockBytes;
    if (typeof arg === 'string') return 0;
    switch (arg.at) {
      case 'shared':
      case 'batch':
        return arg.offset;
      case 'thread':
        return block + arg.offset;
      case 'first thread':
        return firstBlock + arg.offset;
      case 'buffer':
        return block + inside(arg.buffer);
      case 'first buffer':
        return firstBlock + inside(arg.buffer);
    }
  };
  const where = (wanted: Arg): number[] => args.flatMap((arg, i) => (arg === wanted ? [i] : []));
  return {
    kernel,
    args: args.map(value),
    counts: where('count'),
    firsts: where('first'),
    moving: args.flatMap((arg, i) =>
      typeof arg === 'object' && arg.at === 'batch' ? [[i, arg.offset, arg.stride] as const] : [],
    ),
  };
}
