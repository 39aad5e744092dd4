import { describe, expect, it } from 'vitest';
import { summarise } from '../../../src/core/analysis/summarise';
import { trainingMemory } from '../../../src/core/analysis/trainingMemory';
import { MAIN } from '../../../src/core/document/architecture';
import { setParams } from '../../../src/core/edits/setParams';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { documentOf, moduleWith } from '../inference/sketch';
import { lenet } from '../lenet';

describe('LeNet-5', () => {
  const facts = infer(lenet, catalogue);

  it('has the shapes of the figure', () => {
    expect(facts.problems).toEqual([]);
    expect(['C1', 'S2', 'C3', 'S4', 'C5', 'F6', 'F7'].map(id => facts.nodes.get(id)?.outputs.y)).toEqual([
      [28, 28, 6],
      [14, 14, 6],
      [10, 10, 16],
      [5, 5, 16],
      [120],
      [84],
      [10],
    ]);
  });

  it('has the parameters of the figure, layer by layer', () => {
    const counts = ['C1', 'C3', 'C5', 'F6', 'F7'].map(id => facts.nodes.get(id)?.costs.parameters);
    expect(counts).toEqual([156, 2416, 48_120, 10_164, 850]);
  });

  it('totals 61,706 parameters and 416,520 multiply-accumulates', () => {
    const { parameters, trainable, notTrainable, macs, complete } = summarise(facts);
    expect({ parameters, trainable, notTrainable, macs, complete }).toEqual({
      parameters: 61_706,
      trainable: 61_706,
      notTrainable: 0,
      macs: 416_520,
      complete: true,
    });
  });

  it('needs memory for weights, gradients, optimizer, kept values and gradients on their way', () => {
    const images = 32 * 32 + 2 * (28 * 28 * 6 + 10 * 10 * 16) + 14 * 14 * 6 + 5 * 5 * 16;
    const vectors = 2 * (120 + 84 + 10);
    const kept = images + vectors;
    expect(facts.costs.activations).toBe(kept);
    expect(trainingMemory(facts, 128, 'adam')).toEqual({
      weights: 4 * 61_706,
      gradients: 4 * 61_706,
      optimizer: 8 * 61_706,
      activations: 4 * 128 * kept,
      passing: 8 * 128 * 28 * 28 * 6,
      total: 16 * 61_706 + 4 * 128 * kept + 8 * 128 * 4704,
    });
    expect(trainingMemory(facts, 128, 'sgd')?.optimizer).toBe(0);
  });
});

describe('totals', () => {
  it('tell running statistics from what is trained', () => {
    const facts = infer(documentOf({ in: ['input', { shape: [4, 4, 3] }], bn: ['batch_norm', {}, 'in'] }), catalogue);
    expect(summarise(facts)).toMatchObject({ parameters: 12, trainable: 6, notTrainable: 6 });
  });

  it('of a broken graph are those of what can be counted, and say so', () => {
    const broken = infer(setParams(lenet, catalogue, MAIN, ['C5'], { units: 0 }), catalogue);
    expect(broken.costs.parameters).toBeNull();
    expect(summarise(broken)).toMatchObject({ parameters: 156 + 2416, complete: false, errors: 1 });
    expect(trainingMemory(broken, 1, 'sgd')).toBeNull();
  });

  it('count modules once for each instance', () => {
    const block = moduleWith('Block', { x: ['input'], c: ['conv2d', { filters: 3 }, 'x'], out: ['output', {}, 'c'] });
    const facts = infer(
      documentOf(
        { in: ['input', { shape: [9, 9, 3] }], a: ['module:b', {}, { x: 'in' }], b: ['module:b', {}, { x: 'a:out' }] },
        { b: block },
      ),
      catalogue,
    );
    expect(summarise(facts).parameters).toBe(2 * (81 + 3));
  });
});
