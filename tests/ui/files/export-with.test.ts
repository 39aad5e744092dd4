import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../presets';
import { compile } from '../../../src/core/compiler/compile';
import type { Compiled, Weights } from '../../../src/core/compiler/compiled';
import { EMPTY } from '../../../src/core/document/architecture';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { obstacle } from '../../../src/ui/files/export-with';

const compiled = async () => {
  const doc = await PRESETS[0]?.load();
  if (!doc) throw new Error('There are no presets');
  return compile(doc, catalogue, infer(doc, catalogue));
};
const weightsOf = (model: Compiled, skip = ''): Weights =>
  new Map(
    model.weights
      .filter(w => w.name !== skip)
      .map(w => [w.name, { shape: w.shape, values: new Float32Array(w.shape.reduce((a, b) => a * b, 1)) }]),
  );

describe('what stands in the way of an export', () => {
  it('nothing, for the document itself', () => {
    const empty = compile(EMPTY, catalogue, infer(EMPTY, catalogue));
    expect(obstacle({ id: 'netloom' }, empty, null)).toBeNull();
  });
  it('the first problem, for a model of a broken graph', () => {
    const empty = compile(EMPTY, catalogue, infer(EMPTY, catalogue));
    expect(empty.ok).toBe(false);
    expect(obstacle({ id: 'topology' }, empty, null)).toMatch(/\.$/);
  });
  it('missing weights, for a trained model', async () => {
    const result = await compiled();
    expect(obstacle({ id: 'topology' }, result, null)).toBeNull();
    expect(obstacle({ id: 'tfjs' }, result, null)).toMatch(/no trained weights yet/);
  });
  it('weights of another graph, but not its own', async () => {
    const result = await compiled();
    if (!result.ok) throw new Error('LeNet-5 compiles');
    expect(obstacle({ id: 'tfjs' }, result, weightsOf(result.model))).toBeNull();
    const other = weightsOf(result.model, result.model.weights[0]?.name);
    expect(obstacle({ id: 'tfjs' }, result, other)).toMatch(/earlier state of the graph/);
  });
});
