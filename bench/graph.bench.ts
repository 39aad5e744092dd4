import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Browser, chromium, type FileChooser, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { compile } from '../src/core/compiler/compile';
import { readDocument } from '../src/core/document/read';
import { writeDocument } from '../src/core/document/write';
import { infer } from '../src/core/inference/infer';
import { catalogue } from '../src/ops/catalogue';
import { type Frames, framesOf } from './graph/frames';
import { largeGraph } from './graph/large-graph';

const STEPS = 120;
/** A plain page of so many nodes takes seconds per frame; fewer frames tell it as well. */
const PLAIN_STEPS = 24;
const INCEPTION = new URL('../presets/inception-v3.netloom.json', import.meta.url);

/**
 * How the canvas bears large graphs, in Chromium without a GPU (software GL stands in for it): time to open Inception v3, to show all its operations,
 * to lay it out and to compile it; then the main thread's time per frame, from a trace, while the view pans, zooms and
 * a node is dragged with everything in sight, beside a plain React Flow page with as many default nodes and labelled
 * edges in the same run. Milliseconds.
 */
export default async function graph(): Promise<void> {
  const outDir = await mkdtemp(`${tmpdir()}/netloom-bench-`);
  await build({
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: ['index.html', 'bench/graph/plain.html'] } },
  });
  const server = await preview({ build: { outDir }, preview: { port: 4391 } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  const text = await readFile(INCEPTION, 'utf8');
  const rows: string[][] = [['Inception v3', 'ms']];
  rows.push(...(await steps(browser, address, text)), ['compile to tfjs', show(compileTime(text))]);
  print(rows);
  const table: string[][] = [['everything in sight', 'gesture', 'median', 'p95', 'plain React Flow', 'its p95']];
  table.push(...(await compared(browser, address, 310, text, 'Inception v3, all operations')));
  for (const count of [2000, 10_000]) {
    table.push(...(await compared(browser, address, count, writeDocument(largeGraph(count)), `${count} nodes`)));
  }
  print(table);
  await browser.close();
  await server.close();
}

/** Opening, showing all operations, laying out. */
async function steps(browser: Browser, address: string, text: string): Promise<readonly string[][]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  const busy = await mainThread(page);
  let worked = 0;
  const opened = await openFile(page, text, async () => {
    worked = -(await busy());
  });
  worked += await busy();
  const all = await timed(page, () => page.keyboard.press('Shift+U'), '[data-drawn="true"] canvas');
  await page.keyboard.press('Alt+U');
  await page.waitForTimeout(500);
  const laid: number[] = [];
  for (let i = 0; i < 2; i++) {
    const before = Date.now();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: /^Lay out/ }).waitFor();
    laid.push(Date.now() - before);
    await page.waitForTimeout(600);
  }
  await page.close();
  return [
    ['file to painted canvas', show(opened)],
    ['of these the main thread worked', show(worked)],
    ['all operations shown', show(all)],
    ['laid out, engine not loaded yet', show(laid[0] ?? 0)],
    ['laid out again', show(laid[1] ?? 0)],
  ];
}

/** Asks for the processor time of the page's main thread so far, in milliseconds. */
async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(m => m.name === 'TaskDuration')?.value ?? 0);
  };
}

/** Opens a document as a file. Returns the milliseconds until it is painted. @param before is done when a file is about to be given */
async function openFile(page: Page, text: string, before?: () => Promise<void>): Promise<number> {
  await page.getByText('Draw a network').waitFor();
  await page.waitForTimeout(800);
  let chooser: FileChooser | null = null;
  // On a busy machine the page may not listen yet.
  while (!chooser) {
    const asking = page.waitForEvent('filechooser', { timeout: 8000 }).catch(() => null);
    await page.keyboard.press('Control+o');
    chooser = await asking;
  }
  await page.waitForTimeout(500);
  const file = { name: 'network.netloom.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await before?.();
  const given = chooser;
  return timed(page, () => given.setFiles(file), '.react-flow__node, [data-drawn="true"] canvas');
}

/** Milliseconds from an act until something is on the page and painted. */
async function timed(page: Page, act: () => Promise<unknown>, appears: string): Promise<number> {
  const waiting = page.evaluate(
    selector =>
      new Promise<number>(resolve => {
        const look = (): void => {
          if (document.querySelector(selector))
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
          else requestAnimationFrame(look);
        };
        look();
      }),
    appears,
  );
  const start = await page.evaluate(() => performance.now());
  await act();
  return (await waiting) - start;
}

function compileTime(text: string): number {
  const read = readDocument(JSON.parse(text));
  if (!read.ok) throw new Error(read.says);
  const facts = infer(read.document, catalogue);
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    compile(read.document, catalogue, facts);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[7] ?? 0;
}

async function compared(
  browser: Browser,
  address: string,
  count: number,
  text: string,
  title: string,
): Promise<readonly string[][]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await openFile(page, text);
  await page.keyboard.press('Shift+U');
  await page.waitForTimeout(1500);
  await page.keyboard.press('f');
  await page.waitForTimeout(1500);
  const ours = await gestures(browser, page, STEPS);
  await page.close();
  const other = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await other.goto(`${address}bench/graph/plain.html?count=${count}`);
  await other.locator('.react-flow__node').first().waitFor({ timeout: 120_000 });
  await other.waitForTimeout(3000);
  const plain = await gestures(browser, other, count > 5000 ? PLAIN_STEPS : STEPS);
  await other.close();
  return (['pan', 'zoom', 'drag'] as const).map(name => [
    title,
    name,
    show(ours[name].median),
    show(ours[name].p95),
    show(plain[name].median),
    show(plain[name].p95),
  ]);
}

/** Pans on empty ground, zooms out and in, then drags the node that is nearest to the middle. */
async function gestures(browser: Browser, page: Page, steps: number): Promise<Record<'pan' | 'zoom' | 'drag', Frames>> {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('no canvas');
  const corner = { x: box.x + box.width - 8, y: box.y + 60 };
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  const pan = await framesOf(browser, page, steps, i => page.mouse.move(corner.x - 2 * i, corner.y + i));
  await page.mouse.up();
  await page.waitForTimeout(600);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const zoom = await framesOf(browser, page, steps, i => page.mouse.wheel(0, i < steps / 2 ? 12 : -12));
  await page.waitForTimeout(600);
  const node = await hoverNode(page, box);
  await page.mouse.down();
  const drag = await framesOf(browser, page, steps, i => page.mouse.move(node.x + 2 * i, node.y + i));
  await page.mouse.up();
  return { pan, zoom, drag };
}

/** Moves the pointer about the middle until a node is under it. */
async function hoverNode(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
): Promise<{ x: number; y: number }> {
  for (let i = 0; i < 200; i++) {
    const at = { x: box.x + box.width / 2 + ((i * 37) % 200) - 100, y: box.y + box.height / 2 + ((i * 23) % 160) - 80 };
    await page.mouse.move(at.x, at.y);
    const found = await page.evaluate(
      ({ x, y }) => document.elementFromPoint(x, y)?.closest('.react-flow__node') != null,
      at,
    );
    if (found) return at;
  }
  throw new Error('no node under the pointer');
}

const show = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0);

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, c) => Math.max(...rows.map(r => r[c]?.length ?? 0))) ?? [];
  for (const row of rows) {
    console.log(row.map((cell, c) => (c < 1 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  '));
  }
  console.log();
}
