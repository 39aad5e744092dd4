import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Of `dur`, the time that the thread had a processor. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}
/**
 * Main-thread time per frame, in milliseconds: processor time, so that what else the machine does is not counted.
 */
export interface Frames {
  readonly median: number;
  readonly p95: number;
}

const CATEGORIES = ['toplevel', 'blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
const MARK = 'bench-frame';
const INPUT = new Set(['mousemove', 'wheel']);
/** Between two inputs, as a mouse sends them. */
const EVERY_MS = 16;

/** Sends the inputs of a gesture as a mouse would, and reads off a trace what the page's main thread did in each frame. */
export async function framesOf(
  browser: Browser,
  page: Page,
  steps: number,
  step: (i: number) => Promise<void>,
): Promise<Frames> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(markFrames, MARK);
  for (let i = 0; i < steps; i++) {
    // Never a second input before the first is answered: a busy machine would else put many into one frame.
    await Promise.all([step(i), new Promise(resolve => setTimeout(resolve, EVERY_MS))]);
  }
  await page.evaluate(() => document.dispatchEvent(new Event('bench-done')));
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  return summed(trace.traceEvents);
}

/** Marks the begin of every frame until told that all is done. */
function markFrames(mark: string): void {
  let done = false;
  document.addEventListener('bench-done', () => (done = true), { once: true });
  const frame = (): void => {
    performance.mark(mark);
    if (!done) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function summed(events: readonly TraceEvent[]): Frames {
  const marks = events.filter(e => e.name === MARK).toSorted((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (!first) throw new Error('the trace has no marks');
  const own = events.filter(e => e.pid === first.pid && e.tid === first.tid && e.ph === 'X');
  const inputs = own.filter(e => e.name === 'EventDispatch' && INPUT.has(e.args?.data?.type ?? '')).map(e => e.ts);
  const [from, to] = [Math.min(...inputs), Math.max(...inputs)];
  const tasks = withoutNested(
    own.filter(e => /(^|::)RunTask$/.test(e.name)).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)),
  );
  const times = marks.slice(0, -1).flatMap((mark, i) => {
    const end = marks[i + 1]?.ts ?? mark.ts;
    if (end < from || mark.ts > to) return [];
    return [tasks.reduce((sum, t) => sum + busy(t, mark.ts, end), 0) / 1000];
  });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** The part of a task's processor time that falls into a frame. */
function busy({ ts, dur = 0, tdur = dur }: TraceEvent, from: number, to: number): number {
  const within = Math.max(0, Math.min(ts + dur, to) - Math.max(ts, from));
  return dur === 0 ? 0 : (within / dur) * tdur;
}

function withoutNested(sorted: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY;
  return sorted.filter(t => {
    const inside = t.ts < end;
    end = Math.max(end, t.ts + (t.dur ?? 0));
    return !inside;
  });
}
