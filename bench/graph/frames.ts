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
}
/** Main-thread time per frame, in milliseconds: processor time, so that what else the machine does is not counted. */
export interface Frames {
  readonly median: number;
  readonly p95: number;
}

const CATEGORIES = ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline'];
const MARK = 'bench-frame-';

/** Does a gesture step by step, a step per frame, and reads off a trace what the page's main thread did in each. */
export async function framesOf(
  browser: Browser,
  page: Page,
  steps: number,
  step: (i: number) => Promise<void>,
): Promise<Frames> {
  await browser.startTracing(page, { categories: CATEGORIES });
  for (let i = 0; i <= steps; i++) {
    await nextFrame(page, `${MARK}${i}`);
    if (i < steps) await step(i);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  return summed(trace.traceEvents);
}

/** Resolves after the next frame was painted; the mark stands at its begin. */
const nextFrame = (page: Page, mark: string): Promise<void> =>
  page.evaluate(
    name =>
      new Promise<void>(resolve =>
        requestAnimationFrame(() => {
          performance.mark(name);
          setTimeout(resolve);
        }),
      ),
    mark,
  );

function summed(events: readonly TraceEvent[]): Frames {
  const marks = events
    .filter(e => e.name.startsWith(MARK))
    .map(e => ({ ...e, number: Number(e.name.slice(MARK.length)) }))
    .sort((a, b) => a.number - b.number);
  const [first] = marks;
  if (!first) throw new Error('the trace has no marks');
  const tasks = events.filter(
    e => e.pid === first.pid && e.tid === first.tid && e.ph === 'X' && /(^|::)RunTask$/.test(e.name),
  );
  const outermost = withoutNested(tasks.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)));
  const times = marks.slice(0, -1).map((mark, i) => {
    const end = marks[i + 1]?.ts ?? mark.ts;
    return outermost.reduce((sum, t) => sum + busy(t, mark.ts, end), 0) / 1000;
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
