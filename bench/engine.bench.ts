import type { EngineGraph } from '../src/core/op/engine';
import { headsOf } from '../src/training/heads';
import { type Chromium, startChromium } from '../tests/chromium-page';
import type { Question } from '../tests/engine/steps.page';
import { assignmentOf } from './engine/assignment';
import { type Figures, printFigures, printHead } from './engine/figures';
import { flopsPerImage } from './engine/flops';
import { lane } from './engine/lane';
import { slowMeasurements } from './engine/slow';
import { type Subject, subjects } from './engine/subjects';
import { openTorch, type Torch } from './engine/torch';

const ROUNDS = 10;
/** After which no further round begins, once there have been two to count. */
const PATIENCE_MS = 18_000;
/** The whole, unless the WASM engine alone takes longer. */
const LONGEST_MS = 720_000;
const THREADS = [1, 2];

/**
 * Milliseconds of one training step (Adam, noise for images) in Chromium, on every engine: the WASM engine with one
 * thread and two, beside native PyTorch on the same processor; then, with few steps, TensorFlow.js's backends by plain
 * `model.fit` and by the loop of the app, and jax-js. Engines that are compared take turns, so that what else the machine
 * does meets them alike. Beside each, what it reaches in a plain product of 512×512 matrices in the same run.
 *
 * Each line is printed when it is known. The whole takes about a quarter of an hour: of the time that is left, each pair
 * gets its share, and a step that has not answered by then is given up and printed as `> 21,000`, or `none in 21,000` when there was none yet.
 * `NETLOOM_SUBJECT` names one network to measure, which then has all the time.
 */
export default async function engine(): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  const chromium = await startChromium();
  const torch = await openTorch();
  if (!torch) console.log('PyTorch is not here: apt-get install python3-torch puts it there');
  const wanted = process.env.NETLOOM_SUBJECT ?? '';
  const asked = subjects().filter(subject => subject.title.startsWith(wanted));
  printHead();
  for (const subject of asked) for (const figures of await measure(subject, chromium, torch)) printFigures(figures);
  torch?.close();
  await chromium.close();
  const lanes = { theirs: lane(), ours: lane() };
  const slow = asked.flatMap(subject => slowMeasurements(subject, subject.title.startsWith('LeNet')));
  let weights = slow.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, measure: run } of slow) {
    const now = performance.now();
    if (now >= end) {
      console.log('  No time is left for what follows; NETLOOM_SUBJECT names one network, which then has it all.');
      break;
    }
    await run(lanes, now + ((end - now) * weight) / weights);
    weights -= weight;
  }
  await Promise.all([lanes.theirs.end(), lanes.ours.end()]);
}

/** The WASM engine, and PyTorch. */
async function measure(subject: Subject, chromium: Chromium, torch: Torch | null): Promise<readonly Figures[]> {
  const { title, model, batch } = subject;
  const graph = model.engine;
  if (!graph) throw new Error(`${title} is not for the engine`);
  const page = await chromium.open();
  const ask = <T>(question: Question) => page.call<T>('/tests/engine/steps.page.ts', question);
  if (!(await ask<boolean>({ do: 'isolated' }))) console.log('The page is not isolated: one thread only');
  for (const threads of THREADS)
    await ask({ do: 'prepare', name: `${threads}`, assignment: assignmentOf(subject, batch), threads });
  await torch?.ask({ do: 'prepare', name: title, batch, ...forTorch(subject, graph) });
  const products = new Map<number, readonly [ours: number, theirs: number]>();
  const own = await ask<number>({ do: 'product' });
  for (const threads of THREADS)
    products.set(threads, [own * threads, (await torch?.ask<number>({ do: 'product', threads })) ?? Number.NaN]);
  const ours = new Map<number, number[]>(THREADS.map(t => [t, []]));
  const theirs = new Map<number, number[]>(THREADS.map(t => [t, []]));
  let count = 1;
  const began = performance.now();
  for (let round = 0; round < ROUNDS && (round < 3 || performance.now() - began < PATIENCE_MS); round++) {
    for (const threads of THREADS) {
      const times = await ask<number[]>({ do: 'time', name: `${threads}`, count });
      const others = (await torch?.ask<number[]>({ do: 'time', name: title, threads, count })) ?? [];
      // The first round warms everything up, and says how many steps make half a second.
      if (round === 0) continue;
      ours.get(threads)?.push(...times);
      theirs.get(threads)?.push(...others);
    }
    if (round === 0) {
      const [once = 100] = await ask<number[]>({ do: 'time', name: '1', count: 1 });
      count = Math.max(1, Math.min(20, Math.round(500 / once)));
    }
  }
  await page.kill();
  const flops = flopsPerImage(graph) * batch;
  return THREADS.flatMap(threads => {
    const [mine, other] = [ours.get(threads) ?? [], theirs.get(threads) ?? []];
    const [own = 0, their = 0] = products.get(threads) ?? [];
    const on = `${threads} thread${threads > 1 ? 's' : ''}`;
    const figures = { network: title, batch, flops };
    return [
      { ...figures, engine: `WASM engine, ${on}`, times: mine, product: own, beside: ['PyTorch', other] as const },
      ...(other.length > 0 ? [{ ...figures, engine: `PyTorch, ${on}`, times: other, product: their }] : []),
    ];
  });
}

function forTorch({ model }: Subject, graph: EngineGraph) {
  const heads = headsOf(model);
  return {
    graph,
    ends: heads.map(h => graph.layers[h.layer]),
    weights: heads.map(h => h.lossWeight),
    classes: model.outputs[0]?.shape.at(-1) ?? 10,
  };
}
