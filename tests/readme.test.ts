import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../src/core/compiler/compile';
import { EMPTY, MAIN } from '../src/core/document/architecture';
import { addChain } from '../src/core/edits/addChain';
import { infer } from '../src/core/inference/infer';
import { derive, evaluate } from '../src/core/op/expression';
import type { Catalogue, Operation } from '../src/core/op/operation';
import { catalogue } from '../src/ops/catalogue';
import { registerLayers } from '../src/training/layers';
import { load, predict } from './core/compiler/build';

const folder = resolve('node_modules/.cache/readme');
let tanhShrink: Operation;
let ops: Catalogue;

beforeAll(async () => {
  const readme = await readFile('README.md', 'utf8');
  const section = readme.slice(readme.indexOf('## Add an operation'));
  const source = section.match(/```ts\n([\s\S]*?)```/)?.[1];
  if (!source) throw new Error('the README has no example');
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/tanh_shrink.ts`, source.replaceAll('../../core', resolve('src/core')));
  ({ tanhShrink } = await import(/* @vite-ignore */ `${folder}/tanh_shrink.ts`));
  ops = new Map([...catalogue, [tanhShrink.id, tanhShrink]]);
  registerLayers();
  await tf.setBackend('cpu');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the operation that the README adds', () => {
  it('has a derivative and a formula, because it is one expression', () => {
    const f = tanhShrink.expression?.({});
    if (!f) throw new Error('no expression');
    expect(evaluate(f, 1.5)).toBeCloseTo(1.5 - Math.tanh(1.5), 12);
    expect(evaluate(derive(f), 1.5)).toBeCloseTo(Math.tanh(1.5) ** 2, 12);
    expect(tanhShrink.formula).toContain('tanh');
  });

  it('is inferred, compiled, and computed by TensorFlow.js', async () => {
    const chain = [
      { op: 'input', params: { shape: [3] } },
      { op: 'tanh_shrink' },
      { op: 'output', params: { loss: 'mean_squared_error' } },
    ];
    const document = addChain(EMPTY, ops, MAIN, chain, [0, 0]);
    const facts = infer(document, ops);
    expect(facts.problems).toEqual([]);
    const compiled = compile(document, ops, facts);
    if (!compiled.ok) throw new Error(compiled.problems.map(p => p.says).join());
    const said = predict(await load(compiled.model), tf.tensor2d([[-2, 0, 0.5]]));
    const expected = [-2, 0, 0.5].map(v => v - Math.tanh(v));
    for (const [i, v] of said.entries()) expect(v).toBeCloseTo(expected[i] ?? Number.NaN, 5);
  });
});
