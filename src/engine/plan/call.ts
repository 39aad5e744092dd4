import type { KernelName } from './kernel-names';

/** A stretch of memory whose place is found when the whole plan is known. */
export interface Buffer {
  /** Floats: for each image of a chunk, or in all. */
  readonly size: number;
  readonly perImage: boolean;
}

/** An address, in bytes. */
export type Place =
  /** The same for all threads. */
  | { readonly at: 'shared'; readonly offset: number }
  /** In every thread's own block. */
  | { readonly at: 'thread'; readonly offset: number }
  /** In the first thread's block: where what all threads have made is joined. */
  | { readonly at: 'first thread'; readonly offset: number }
  /** The same for all threads, moved on by `stride` bytes for each image of the batch before the chunk. */
  | { readonly at: 'batch'; readonly offset: number; readonly stride: number }
  | { readonly at: 'buffer'; readonly buffer: Buffer }
  | { readonly at: 'first buffer'; readonly buffer: Buffer };

/** `count`: images in the chunk; `first`: the place of its first one in the batch; `threads` and their blocks' distance. */
export type Arg = number | Place | 'count' | 'first' | 'threads' | 'thread stride';

export interface Call {
  readonly kernel: KernelName;
  readonly args: readonly Arg[];
  /** Only this thread makes the call. */
  readonly thread?: number;
}

export const shared = (offset: number): Place => ({ at: 'shared', offset });
export const inBuffer = (buffer: Buffer): Place => ({ at: 'buffer', buffer });
