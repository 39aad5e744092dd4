import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { DEFAULT_PLAN } from '../src/core/document/training-plan';

const LENET = new URL('../presets/lenet-5-relu.netloom.json', import.meta.url);
const PAN_MS = Number(process.env.NETLOOM_PAN_MS ?? 20_000);
const FRAME_MS = 16;

/** By the number of cores that the page is told of: training takes both of two. */
const RUNS = [
  { title: 'at rest', cores: null },
  { title: 'training, 1 thread', cores: 1 },
  { title: 'training, 2 threads', cores: 2 },
] as const;

interface Pan {
  /** Milliseconds from frame to frame. */
  readonly intervals: readonly number[];
  /** Tasks of the page's main thread that took longer than 50 ms, in milliseconds. */
  readonly long: readonly number[];
}

/**
 * How fluent the page stays while LeNet-5 trains on the WASM engine at full speed: the canvas is panned for 20 s by
 * a script, and the time from frame to frame is taken. Main-thread tasks over 50 ms are what the page itself holds up; a
 * longer interval without one is a processor that something else has.
 */
export default async function fluent(): Promise<void> {
  const outDir = await mkdtemp(`${tmpdir()}/netloom-bench-`);
  await build({ mode: 'production', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({ build: { outDir }, preview: { port: 4392 } });
  const address = server.resolvedUrls?.local[0] ?? '';
  // As a page is drawn where there is no graphics card.
  const browser = await chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu-compositing', '--disable-gpu-rasterization'],
  });
  const text = await longRun();
  console.log('  canvas panned          frames  median ms  p95 ms  longest ms  tasks > 50 ms  longest task');
  for (const { title, cores } of RUNS) {
    const { intervals, long } = await panned(browser, address, text, cores);
    const sorted = intervals.toSorted((a, b) => a - b);
    const at = (share: number) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
    const cells = [`${sorted.length}`.padStart(6), at(0.5).padStart(9), at(0.95).padStart(6), at(1).padStart(10)];
    const tasks = [`${long.length}`.padStart(13), `${Math.round(Math.max(0, ...long))}`.padStart(12)];
    console.log(`  ${[title.padEnd(22), ...cells, ...tasks].join('  ')}`);
  }
  await browser.close();
  await server.close();
}

/** LeNet-5 with a training that does not end by itself. */
async function longRun(): Promise<string> {
  const doc = JSON.parse(await readFile(LENET, 'utf8'));
  return JSON.stringify({ ...doc, training: { ...DEFAULT_PLAN, epochs: 1000 } });
}

async function panned(browser: Browser, address: string, text: string, cores: number | null): Promise<Pan> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (cores !== null) await tellCores(page, cores);
  await page.goto(address);
  await page.getByText('Draw a network').waitFor();
  await page.waitForTimeout(1000);
  const asking = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  const file = { name: 'lenet.netloom.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await (await asking).setFiles(file);
  await page.locator('.react-flow__node').first().waitFor();
  if (cores !== null) await train(page);
  await page.waitForTimeout(1500);
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('no canvas');
  const pan = page.evaluate(watchFrames, PAN_MS);
  await dragAbout(page, { x: box.x + box.width - 8, y: box.y + 60 });
  const result = await pan;
  await context.close();
  return result;
}

/** Has the training's worker find so many cores. */
async function tellCores(page: Page, cores: number): Promise<void> {
  const told = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });\n`;
  await page.route('**/assets/worker-*.js', async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: told + (await response.text()) });
  });
}

async function train(page: Page): Promise<void> {
  const training = page.getByRole('region', { name: 'Training' });
  await training.getByRole('combobox', { name: 'on' }).click();
  await page.getByRole('option', { name: /WebAssembly/ }).click();
  await training.getByRole('button', { name: /^Train/ }).click();
  await page.getByRole('button', { name: /^Pause/ }).waitFor({ timeout: 60_000 });
}

/** Drags the empty ground to and fro, at a mouse's pace. */
async function dragAbout(page: Page, from: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const began = Date.now();
  for (let i = 0; Date.now() - began < PAN_MS; i++) {
    const away = Math.abs(((i * 3) % 600) - 300);
    await Promise.all([
      page.mouse.move(from.x - away, from.y + away / 2),
      new Promise(resolve => setTimeout(resolve, FRAME_MS)),
    ]);
  }
  await page.mouse.up();
}

/** In the page: frame intervals and long tasks for so many milliseconds. */
function watchFrames(ms: number): Promise<Pan> {
  return new Promise(resolve => {
    const intervals: number[] = [];
    const long: number[] = [];
    const watching = new PerformanceObserver(list => long.push(...list.getEntries().map(e => e.duration)));
    watching.observe({ type: 'longtask' });
    const start = performance.now();
    let last: number | null = null;
    const frame = (now: number): void => {
      if (last !== null) intervals.push(now - last);
      last = now;
      if (performance.now() - start < ms) requestAnimationFrame(frame);
      else resolve({ intervals, long });
    };
    requestAnimationFrame(frame);
  });
}
