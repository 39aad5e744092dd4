import { MEETING_BYTES } from '../run/meeting';
import type { Buffer } from './call';
import { placeBuffers } from './memory';
import type { EngineTask } from './network';
import { couplesImages, type Purpose, planPhases } from './planner';
import type { Phase } from './program';
import { Standing } from './standing';
import { sizeOf } from './tensor';

export const PAGE = 65536;
/** A WebAssembly memory of 32-bit addresses ends here. */
export const MOST_PAGES = 65536;

/** What a chunk's values may take, so that they stay in the processor's cache, and the least that is worth a pass. */
const CACHE_BYTES = 1 << 20;
const FEWEST_IMAGES = 4;

/** Tensors whose values are wanted besides the heads': while the network is asked, or in the steps of its training. */
export interface Watched {
  readonly tensors: readonly number[];
  readonly during: 'predict' | 'step';
}

/** A purpose's work, and where its buffers lie. */
export interface Planned {
  readonly phases: readonly Phase[];
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

/** Where everything lies in memory, before there is any. Addresses in bytes. */
export interface WholeLayout {
  readonly standing: Standing;
  /** To train, to infer, to predict. */
  readonly plans: readonly Planned[];
  /** Where what is read of each image lies, and how many floats: the heads first, then what is watched. */
  readonly read: readonly { readonly offset: number; readonly size: number }[];
  /** The threads' blocks, each with its gradients first. */
  readonly firstBlock: number;
  readonly blockBytes: number;
  readonly buffersFrom: number;
  readonly pages: number;
}

/**
 * Plans a network for so many threads.
 * @param chunk images that go through the network at a time; found from its size when absent
 */
export function layOut(task: EngineTask, threads: number, watched: Watched | null, chunk?: number): WholeLayout {
  const most = task.plan.batchSize;
  const standing = new Standing(task, threads, most, MEETING_BYTES);
  const sizes = [...task.graph.inputs, ...task.graph.nodes.map(n => n.shape)].map(sizeOf);
  const read = [...task.heads.map(h => h.tensor), ...(watched?.tensors ?? [])].map(tensor => ({
    tensor,
    to: standing.perImageOfBatch(sizes[tensor] ?? 0, most),
  }));
  const heads = read.slice(0, task.heads.length);
  const purposes: readonly Purpose[] = [
    { training: true, read: watched?.during === 'step' ? read : heads, gathered: true },
    { training: false, read: heads, gathered: true },
    { training: false, read: watched?.during === 'predict' ? read : heads, gathered: false },
  ];
  const all = Math.ceil(most / threads);
  const plans = purposes.map(purpose => {
    const whole = purpose.training && couplesImages(task.graph);
    const images = whole ? all : Math.min(all, chunk ?? chunkOf(task, standing, purpose));
    return planned(planPhases(task, standing, purpose, images), images);
  });
  const firstBlock = standing.end;
  const buffersFrom = 4 * standing.trainedFloats + 64;
  const blockBytes = buffersFrom + Math.max(...plans.map(p => p.bytes)) + 64;
  return {
    standing,
    plans,
    read: read.map(({ tensor, to }) => ({ offset: to.offset, size: sizes[tensor] ?? 0 })),
    firstBlock,
    blockBytes,
    buffersFrom,
    pages: Math.ceil((firstBlock + threads * blockBytes + PAGE) / PAGE),
  };
}

/** Bytes of memory that training takes with so many threads; known without taking any. */
export const bytesNeeded = (task: EngineTask, threads: number): number => PAGE * layOut(task, threads, null).pages;

function planned(phases: readonly Phase[], chunk: number): Planned {
  return {
    phases,
    ...placeBuffers(
      phases.flatMap(p => p.calls),
      chunk,
    ),
  };
}

/** As many images at a time as fit into the cache, by what one image needs. */
function chunkOf(task: EngineTask, standing: Standing, purpose: Purpose): number {
  const perImage = planned(planPhases(task, new Standing(task, standing.threads, 1, 0), purpose, 1), 1).bytes;
  return Math.max(FEWEST_IMAGES, Math.floor(CACHE_BYTES / perImage));
}
