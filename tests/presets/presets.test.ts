import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../presets';
import { writeDocument } from '../../src/core/document/write';
import { infer } from '../../src/core/inference/infer';
import { formatShape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';

const load = async (id: string) => {
  const preset = PRESETS.find(p => p.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.load();
};

/** `name shape` of every node that has an output, from top to bottom. */
async function shapesOf(id: string): Promise<string[]> {
  const document = await load(id);
  const facts = infer(document, catalogue);
  return document.graph.nodes
    .filter(node => node.op !== 'output')
    .map(node => `${node.name} ${formatShape(facts.nodes.get(node.id)?.outputs.y ?? [])}`);
}

describe.each(PRESETS.map(p => [p.id, p] as const))('the preset %s', (id, preset) => {
  it('is written as its file is, byte for byte', async () => {
    const text = await readFile(new URL(`../../presets/${id}.netloom.json`, import.meta.url), 'utf8');
    expect(writeDocument(await preset.load())).toBe(text);
  });

  it('has no problem, not even a warning', async () => {
    expect(infer(await preset.load(), catalogue).problems).toEqual([]);
  });

  it('carries its title', async () => {
    expect((await preset.load()).title).toBe(preset.title);
  });
});

describe.each(['lenet-5', 'lenet-5-relu', 'multilayer-perceptron'])('%s, a chain for digits,', id => {
  it('has a plan to train it by', async () => {
    expect((await load(id)).training).toMatchObject({ dataset: 'mnist', optimizer: 'adam' });
  });

  it('stands in one column, each node clear of the one above', async () => {
    const { nodes } = (await load(id)).graph;
    const gaps = nodes.slice(1).map((node, i) => node.at[1] - (nodes[i]?.at[1] ?? 0));
    expect(new Set(nodes.map(n => n.at[0])).size).toBe(1);
    expect(gaps.every(gap => gap === 34 + 26 || gap === 46 + 26)).toBe(true);
  });
});

it('lists every document in the folder', async () => {
  const files = await readdir(new URL('../../presets/', import.meta.url));
  const documents = files.filter(f => f.endsWith('.netloom.json')).map(f => f.slice(0, -'.netloom.json'.length));
  expect(PRESETS.map(p => p.id).toSorted()).toEqual(documents.toSorted());
});

describe('LeNet-5', () => {
  it("has the shapes of the 1998 figure's captions", async () => {
    expect(await shapesOf('lenet-5')).toEqual([
      'Input 32×32×1',
      'C1 28×28×6',
      'tanh 28×28×6',
      'S2 14×14×6',
      'C3 10×10×16',
      'tanh 10×10×16',
      'S4 5×5×16',
      'Flatten 400',
      'C5 120',
      'tanh 120',
      'F6 84',
      'tanh 84',
      'Output 10',
      'softmax 10',
    ]);
  });

  it('has 61,706 parameters: 156, 2,416, 48,120, 10,164 and 850', async () => {
    const document = await load('lenet-5');
    const facts = infer(document, catalogue);
    const counts = document.graph.nodes.map(node => facts.nodes.get(node.id)?.costs.parameters).filter(Boolean);
    expect(counts).toEqual([156, 2416, 48_120, 10_164, 850]);
    expect(facts.costs.parameters).toBe(61_706);
    expect(facts.costs.macs).toBe(416_520);
  });

  it('keeps its size with ReLU and max pooling', async () => {
    expect(infer(await load('lenet-5-relu'), catalogue).costs.parameters).toBe(61_706);
    expect((await shapesOf('lenet-5-relu'))[6]).toBe('pool2 5×5×16');
  });
});

describe('the multilayer perceptron', () => {
  it('goes from 784 pixels over 128 and 64 units to 10 classes', async () => {
    const sizes = (await shapesOf('multilayer-perceptron')).map(line => line.split(' ').at(-1));
    expect(sizes).toEqual(['28×28×1', '784', '128', '128', '64', '64', '10', '10']);
    const { costs } = infer(await load('multilayer-perceptron'), catalogue);
    expect(costs.parameters).toBe(784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10);
  });
});
