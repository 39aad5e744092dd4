import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { compile } from '../src/core/compiler/compile';
import { readDocument } from '../src/core/document/read';
import { writeDocument } from '../src/core/document/write';
import { infer } from '../src/core/inference/infer';
import { catalogue } from '../src/ops/catalogue';
import { type Frames, quantile } from './graph/frames';
import { measureGestures } from './graph/gestures';
import { largeGraph } from './graph/large-graph';
import { type MainThread, mainThreadOf } from './graph/main-thread';
import { openFile, watchOpening } from './graph/open-file';
import { within } from './graph/within';

/** Inputs of a gesture, and how long it may take on a page that does not keep up. */
const STEPS = 120;
const GESTURE_MS = 6000;
/** How long a plain page may take to show its nodes. */
const PLAIN_MS = 25_000;
/** Pages that have not begun by then are left out: on a busy machine too, all ends in less than four minutes. */
const WHOLE_MS = 165_000;
const SIZES = [310, 2000, 10_000] as const;
const INCEPTION = new URL('../presets/inception-v3.netloom.json', import.meta.url);

/**
 * How the canvas bears large graphs, in Chromium without a GPU (software GL stands in for it): time to open Inception v3
 * (from the page's being told of the file until its first node is painted), to show all its operations, to lay it out and
 * to compile it; then the main thread's processor time per frame while the view pans, zooms and a node is dragged with
 * everything in sight, beside a plain React Flow page with as many default nodes and labelled edges in the same run.
 * Milliseconds. Every row says how many frames it counted: a gesture ends after 120 inputs or six seconds.
 *
 * `NETLOOM_GRAPH_SIZE=310`, `2000` or `10000` measures that size only (310 is Inception v3).
 */
export default async function graph(): Promise<void> {
  const end = performance.now() + WHOLE_MS;
  const only = process.env.NETLOOM_GRAPH_SIZE;
  const sizes = SIZES.filter(size => only === undefined || String(size) === only);
  if (sizes.length === 0) throw new Error(`NETLOOM_GRAPH_SIZE is ${only}; it can be ${SIZES.join(', ')}.`);
  const outDir = await mkdtemp(`${tmpdir()}/netloom-bench-`);
  await build({
    mode: 'production',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: ['index.html', 'bench/graph/plain.html'] } },
  });
  const server = await preview({ build: { outDir }, preview: { port: 4391 } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  if (sizes.includes(310)) await inceptionSteps(browser, address);
  print(['everything in sight, ms per frame', 'gesture', 'median', 'p95', 'frames']);
  for (const size of sizes) {
    const path = `${outDir}/${size}.netloom.json`;
    if (size !== 310) await writeFile(path, writeDocument(largeGraph(size)));
    for (const page of ['Netloom', 'plain React Flow']) {
      const title = `${page}, ${size} nodes`;
      if (performance.now() > end) print([title, `no time left; NETLOOM_GRAPH_SIZE=${size} measures it`]);
      else if (page === 'Netloom') await ours(browser, address, size === 310 ? INCEPTION.pathname : path, title);
      else await plain(browser, address, size, title);
    }
  }
  await browser.close();
  await server.close();
}

/** Opening, showing all operations, laying out. */
async function inceptionSteps(browser: Browser, address: string): Promise<void> {
  const { page, thread } = await visit(browser, address);
  const { paintedMs, workedMs } = await openFile(page, thread, INCEPTION.pathname);
  print(['Inception v3', 'ms', '', '', '']);
  print(['file to painted canvas', show(paintedMs)]);
  print(['of these the main thread worked', show(workedMs)]);
  await page.waitForTimeout(1000);
  print(['all operations shown', show(await timed(page, 'Shift+U', '[data-drawn="true"] canvas:not([hidden])'))]);
  await page.keyboard.press('Alt+U');
  await page.waitForTimeout(1000);
  for (const title of ['laid out, engine not loaded yet', 'laid out again']) {
    print([title, show(await timed(page, 'l', 'button[title^="Lay out"]', 'button[title^="Give up"]'))]);
    await page.waitForTimeout(600);
  }
  await page.close();
  print(['compile to tfjs', show(compileTime(await readFile(INCEPTION, 'utf8')))]);
  console.log();
}

interface Visited {
  readonly page: Page;
  readonly thread: MainThread;
}
async function visit(browser: Browser, address: string): Promise<Visited> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchOpening(page);
  await page.goto(address);
  return { page, thread: await mainThreadOf(page) };
}

/** Milliseconds in the page from the press of a key until something is there and painted. @param after is there before */
async function timed(page: Page, key: string, appears: string, after = 'body'): Promise<number> {
  // Listening before the key is pressed, which may overtake what the page is asked to do.
  const waiting = await page.evaluateHandle(
    selectors => ({
      ms: new Promise<number>(resolve => {
        const left = [...selectors];
        let from = 0;
        const look = (): void => {
          if (document.querySelector(left[0] ?? 'body')) left.shift();
          if (left.length > 0) requestAnimationFrame(look);
          else setTimeout(() => resolve(performance.now() - from));
        };
        const begin = (): void => {
          from = performance.now();
          requestAnimationFrame(look);
        };
        addEventListener('keydown', begin, { capture: true, once: true });
      }),
    }),
    [after, appears],
  );
  await page.keyboard.press(key);
  return waiting.evaluate(w => w.ms);
}

function compileTime(text: string): number {
  const read = readDocument(JSON.parse(text));
  if (!read.ok) throw new Error(read.says);
  const facts = infer(read.document, catalogue);
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    compile(read.document, catalogue, facts);
    return performance.now() - start;
  });
  return quantile(times, 0.5);
}

async function ours(browser: Browser, address: string, path: string, title: string): Promise<void> {
  const { page, thread } = await visit(browser, address);
  await openFile(page, thread, path);
  await page.keyboard.press('Shift+U');
  await page.waitForTimeout(1500);
  await page.keyboard.press('f');
  await page.waitForTimeout(1500);
  await measureGestures(page, thread, STEPS, GESTURE_MS, (gesture, frames) => printFrames(title, gesture, frames));
  await page.close();
}

async function plain(browser: Browser, address: string, count: number, title: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const thread = await mainThreadOf(page);
  const start = performance.now();
  const shown = page
    .goto(`${address}bench/graph/plain.html?count=${count}`, { waitUntil: 'commit' })
    .then(() => page.locator('.react-flow__edge').first().waitFor({ state: 'attached', timeout: 0 }))
    .then(() => page.waitForTimeout(1000))
    .then(() => page.evaluate(() => true));
  if (await within(PLAIN_MS, shown)) {
    await measureGestures(page, thread, STEPS, GESTURE_MS, (gesture, frames) => printFrames(title, gesture, frames));
  } else print([title, 'none', `not shown after ${show(performance.now() - start)}`]);
  await page.close();
}

function printFrames(title: string, gesture: string, { times, stuck, limitMs }: Frames): void {
  const none = times.length === 0;
  const cells = none ? [`> ${limitMs}`, `> ${limitMs}`] : [show(quantile(times, 0.5)), show(quantile(times, 0.95))];
  print([title, gesture, ...cells, `${times.length}${stuck && !none ? ', then none' : ''}`]);
}

const show = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0);

const WIDTHS = [34, 8, 9, 9, 8] as const;

function print(row: readonly string[]): void {
  console.log(row.map((cell, c) => (c < 1 ? cell.padEnd(WIDTHS[c] ?? 0) : cell.padStart(WIDTHS[c] ?? 0))).join('  '));
}
