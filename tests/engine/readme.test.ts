import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import type { EngineTask } from '../../src/engine/plan/network';

const folder = resolve('node_modules/.cache/engine-readme');
const engine = `${folder}/engine`;
let module: WebAssembly.Module;
let Started: typeof Engine;

/** Puts a line before the first one that holds the mark. */
async function insert(file: string, mark: string, line: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(mark);
  await writeFile(file, text.replace(mark, `${line}\n${mark}`));
}

/** Follows the README in a copy of the engine, and compiles it. */
beforeAll(async () => {
  const readme = await readFile('src/engine/README.md', 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(block => block[1] ?? '');
  const [data = '', kernels = '', plan = ''] = blocks;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of ['core', 'engine']) await cp(`src/${part}`, `${folder}/${part}`, { recursive: true });
  await insert(`${folder}/core/op/engine.ts`, '  /** Over the last axis. */', data);
  await writeFile(`${engine}/kernels/square.ts`, kernels);
  await insert(`${engine}/kernels/index.ts`, 'export {', "export { square, squareGradient } from './square';");
  await insert(`${engine}/plan/kernel-names.ts`, "  | 'activate'", "  | 'square' | 'squareGradient'");
  await writeFile(`${engine}/primitives/square.ts`, plan);
  await insert(`${engine}/primitives/index.ts`, 'import {', "import { square } from './square';");
  await insert(`${engine}/primitives/index.ts`, '  softmax,\n};', '  square,');
  const [asc, built] = [resolve('node_modules/assemblyscript/bin/asc.js'), `${folder}/square.wasm`];
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...[asc, `${engine}/kernels/index.ts`, '--outFile', built, '--noAssert', '--runtime', 'stub', '--importMemory'],
      ...['--use', 'abort=', '--enable', 'simd', '--enable', 'bulk-memory'],
    ],
    { encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  module = new WebAssembly.Module(await readFile(built));
  ({ Engine: Started } = await import(/* @vite-ignore */ `${engine}/engine.ts`));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two squared scores of three values, held to the class by mean squared error. */
const graph = {
  inputs: [[1, 1, 3]],
  nodes: [
    { primitive: { kind: 'reshape' }, inputs: [0], weights: {}, shape: [3] },
    { primitive: { kind: 'linear' }, inputs: [1], weights: { kernel: 'l/kernel' }, shape: [2] },
    { primitive: { kind: 'square' }, inputs: [2], weights: {}, shape: [2] },
  ],
  layers: {},
};
const task: Omit<EngineTask, 'graph'> = {
  weights: [{ name: 'l/kernel', shape: [3, 2], trainable: true }],
  heads: [{ tensor: 3, loss: 'mean_squared_error', logits: false, weight: 1, on: 1, off: 0 }],
  inputs: [{ from: [1, 1, 3], to: [1, 1, 3], fit: 'same' }],
  plan: { optimizer: 'sgd', batchSize: 2, seed: 1 },
  classWeights: null,
  images: 2,
};

describe('the primitive that the engine’s README adds', () => {
  const images = [
    [0.2, 0.4, 0.6],
    [1, 0.8, 0],
  ];
  const kernel = [0.5, -0.3, 0.2, 0.7, -0.4, 0.1];
  const scores = (weights: readonly number[]) =>
    images.flatMap(image => [0, 1].map(c => image.reduce((sum, x, i) => sum + x * (weights[2 * i + c] ?? 0), 0) ** 2));
  /** Image i is of class i. */
  const loss = (weights: readonly number[]) =>
    scores(weights).reduce((sum, s, i) => sum + (s - (i === 0 || i === 3 ? 1 : 0)) ** 2 / 4, 0);

  it('is computed, and learns by its gradient', async () => {
    // As text, because the types here do not know the new primitive.
    const started = await Started.start({ ...task, graph: JSON.parse(JSON.stringify(graph)) }, { module, helpers: [] });
    started.load(
      Uint8Array.from(images.flat(), x => Math.round(255 * x)),
      Uint8Array.of(0, 1),
    );
    started.setWeights(new Map([['l/kernel', Float32Array.from(kernel)]]));
    const [said] = started.step(Int32Array.of(0, 1), { learningRate: 1 });
    expect(said?.length).toBe(4);
    for (const [i, score] of scores(kernel).entries()) expect(said?.[i]).toBeCloseTo(score, 5);
    const after = started.weights().get('l/kernel') ?? new Float32Array();
    kernel.forEach((weight, i) => {
      const moved = (by: number) => loss(kernel.map((w, k) => (k === i ? w + by : w)));
      const slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
      expect(weight - (after[i] ?? Number.NaN)).toBeCloseTo(slope, 4);
    });
  });
});
