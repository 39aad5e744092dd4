import type { MainThread } from './main-thread';
import { within } from './within';

/** What a gesture took. */
export interface Frames {
  /** The main thread's processor time from one input to the next, in milliseconds. */
  readonly times: readonly number[];
  /** The page was at its next frame for `limitMs` when it was given up. */
  readonly stuck: boolean;
  readonly limitMs: number;
}

/** Between two inputs, as a mouse sends them: one in each frame. */
const EVERY_MS = 16.7;

/**
 * Sends the inputs of a gesture as a mouse would and counts what the page's main thread did from each to the next: the
 * handlers, rendering, style, layout and paint of a frame, and timers that fell between. The browser answers an input
 * when the frame that handles it begins, so a busy machine puts no two inputs into one frame.
 * @param limitMs after so long the gesture ends, with as many frames as there were; no frame is waited for longer
 */
export async function framesOf(
  thread: MainThread,
  steps: number,
  limitMs: number,
  step: (i: number) => Promise<void>,
): Promise<Frames> {
  const end = performance.now() + limitMs;
  const times: number[] = [];
  let before = await within(limitMs, thread.worked());
  for (let i = 0; i < steps && before !== null && performance.now() < end; i++) {
    const pause = new Promise(resolve => setTimeout(resolve, EVERY_MS));
    const after = await within(
      limitMs,
      step(i)
        .then(() => pause)
        .then(() => thread.worked()),
    );
    if (after !== null) times.push(after - before);
    before = after;
  }
  return { times, stuck: before === null, limitMs };
}

/** The time that a share of the frames stays within. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
