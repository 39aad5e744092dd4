import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../presets';
import { smallestInput } from '../../../src/core/analysis/smallestInput';
import { MAIN } from '../../../src/core/document/architecture';
import { addNode } from '../../../src/core/edits/addNode';
import { infer } from '../../../src/core/inference/infer';
import { isError } from '../../../src/core/inference/problem';
import { catalogue } from '../../../src/ops/catalogue';
import { documentOf } from '../inference/sketch';

async function preset(id: string) {
  const document = await PRESETS.find(p => p.id === id)?.load();
  if (!document) throw new Error(`no preset ${id}`);
  return document;
}

describe('the smallest image that a network takes', () => {
  it('is 16×16 for LeNet-5: 12, 6, 2 and at last one pixel', async () => {
    expect(smallestInput(await preset('lenet-5'), catalogue)).toBe(16);
  });

  it('is 75×75 for Inception v3, as its paper’s implementations say', async () => {
    expect(smallestInput(await preset('inception-v3'), catalogue)).toBe(75);
  });

  it('is where every size below fails and every size above works', () => {
    const doc = documentOf({
      image: ['input', { shape: [40, 40, 3] }],
      first: ['conv2d', { filters: 4, kernel: [5, 5], stride: [2, 2] }, 'image'],
      second: ['conv2d', { filters: 4, kernel: [3, 3], stride: [3, 3] }, 'first'],
      pool: ['max_pool', { kernel: [2, 2] }, 'second'],
      out: ['output', {}, 'pool'],
    });
    const works = (side: number): boolean => {
      const nodes = doc.graph.nodes.map(n => (n.op === 'input' ? { ...n, params: { shape: [side, side, 3] } } : n));
      return !infer({ ...doc, graph: { ...doc.graph, nodes } }, catalogue).problems.some(isError);
    };
    const sides = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(smallestInput(doc, catalogue)).toBe(sides.find(works));
  });

  it('is no one number where some sizes work and others do not', async () => {
    expect(smallestInput(await preset('u-net'), catalogue)).toBeNull();
  });

  it('is not told of several inputs, of vectors, nor of a broken network', async () => {
    const lenet = await preset('lenet-5');
    const second = addNode(lenet, catalogue, MAIN, { op: 'input' }, [500, 0]);
    expect(smallestInput(second, catalogue)).toBeNull();
    const vector = documentOf({
      v: ['input', { shape: [8] }],
      y: ['linear', { units: 2 }, 'v'],
      out: ['output', {}, 'y'],
    });
    expect(smallestInput(vector, catalogue)).toBeNull();
    const broken = documentOf({
      image: ['input', { shape: [4, 4, 1] }],
      conv: ['conv2d', { filters: 2, kernel: [9, 9] }, 'image'],
      out: ['output', {}, 'conv'],
    });
    expect(smallestInput(broken, catalogue)).toBeNull();
  });
});
