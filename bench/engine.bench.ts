import type { EngineGraph } from '../src/core/op/engine';
import { headsOf } from '../src/training/heads';
import { startChromium } from '../tests/chromium-page';
import type { Question } from '../tests/engine/steps.page';
import { flopsPerImage } from './engine/flops';
import { type Subject, subjects } from './engine/subjects';
import { openTorch, type Torch } from './engine/torch';

const ROUNDS = 7;
/** After which no further round begins, once there have been two to count. */
const PATIENCE_MS = 60_000;
const THREADS = [1, 2];

/**
 * Milliseconds of one training step (Adam, noise for images) on the WASM engine in Chromium, with one thread and two,
 * beside native PyTorch on the same processor. The engines take turns, a few steps at a time, so that what else the
 * machine does meets all alike; the median and the fastest step are shown, and what share they are of the
 * multiply-adds that a plain product of 512×512 matrices reaches in the same turns.
 */
export default async function engine(): Promise<void> {
  const chromium = await startChromium();
  const page = await chromium.open();
  const ask = <T>(question: Question) => page.call<T>('/tests/engine/steps.page.ts', question);
  const torch = await openTorch();
  if (!torch) console.log('PyTorch is not here: apt-get install python3-torch puts it there');
  if (!(await ask<boolean>({ do: 'isolated' }))) console.log('The page is not isolated: one thread only');
  const rows: string[][] = [['network', 'engine', 'threads', 'median ms', 'fastest ms', 'GFLOP/s', '÷ PyTorch']];
  const wanted = process.env.NETLOOM_SUBJECT;
  for (const subject of subjects()) {
    if (wanted && !subject.title.startsWith(wanted)) continue;
    rows.push(...(await measure(subject, ask, torch)));
  }
  torch?.close();
  await chromium.close();
  print(rows);
}

type Ask = <T>(question: Question) => Promise<T>;

async function measure(subject: Subject, ask: Ask, torch: Torch | null): Promise<readonly string[][]> {
  const { title, model, batch } = subject;
  const graph = model.engine;
  if (!graph) throw new Error(`${title} is not for the engine`);
  for (const threads of THREADS)
    await ask({ do: 'prepare', name: `${threads}`, assignment: assignment(subject), threads });
  await torch?.ask({ do: 'prepare', name: title, batch, ...forTorch(subject, graph) });
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
  for (const threads of THREADS) await ask({ do: 'forget', name: `${threads}` });
  const flops = flopsPerImage(graph) * batch;
  return THREADS.flatMap(threads => {
    const [mine, other] = [ours.get(threads) ?? [], theirs.get(threads) ?? []];
    const ratio =
      other.length > 0
        ? `${(median(mine) / median(other)).toFixed(2)} (${(Math.min(...mine) / Math.min(...other)).toFixed(2)})`
        : '';
    return [
      row(title, 'ours', threads, mine, flops, ratio),
      ...(other.length > 0 ? [row('', 'PyTorch', threads, other, flops, '')] : []),
    ];
  });
}

const row = (
  title: string,
  engine: string,
  threads: number,
  times: readonly number[],
  flops: number,
  ratio: string,
) => [
  title,
  engine,
  `${threads}`,
  median(times).toFixed(1),
  Math.min(...times).toFixed(1),
  (flops / Math.min(...times) / 1e6).toFixed(1),
  ratio,
];

function assignment({ model, batch }: Subject) {
  const classes = model.outputs[0]?.shape.at(-1) ?? 10;
  const [height, width, channels] = model.inputs[0]?.shape ?? [];
  return {
    model,
    seed: 1,
    plan: { dataset: 'noise', optimizer: 'adam', learningRate: 2e-3, batchSize: batch, epochs: 1, seed: 1 } as const,
    facts: {
      id: 'noise',
      title: 'Noise',
      summary: 'Made for the measurement.',
      noun: 'images',
      labels: Array.from({ length: classes }, (_, i) => `${i}`),
      shape: [height ?? 1, width ?? 1, channels ?? 1] as const,
      trainCount: batch,
      testCount: 1,
      file: '',
    },
  };
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

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function print(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(r => r[column]?.length ?? 0)));
  for (const r of rows)
    console.log(
      `  ${r.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`,
    );
}
