import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Architecture, MAIN, type Node } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { registerLayers } from '../../../src/training/layers';
import { chain, compiled, layerNames, load, predict } from './build';

beforeAll(registerLayers);

describe('outputs', () => {
  const vector: [string, Node['params']] = ['input', { shape: [8] }];
  const linear = (units: number): [string, Node['params']] => ['linear', { units }];
  const only = (doc: Architecture) => compiled(doc).outputs[0];

  it.each([
    ['a softmax', ['softmax'], 3, 'categorical_crossentropy', 'Linear'],
    ['a sigmoid', ['sigmoid'], 1, 'binary_crossentropy', 'Linear'],
    ['several logits', [], 3, 'categorical_crossentropy', 'Linear'],
    ['a log-softmax', ['log_softmax'], 3, 'categorical_crossentropy', 'Log_softmax'],
    ['a single number', [], 1, 'mean_squared_error', null],
    ['another activation', ['tanh'], 3, 'mean_squared_error', null],
    ['logits behind dropout', ['dropout'], 3, 'categorical_crossentropy', 'Dropout'],
    ['a softmax behind dropout', ['softmax', 'dropout'], 3, 'categorical_crossentropy', null],
  ] as const)('have a loss that suits %s', (_, after, units, loss, logits) => {
    const output = only(chain(vector, linear(units), ...after, 'output'));
    expect(output?.loss).toBe(loss);
    expect(output?.logits?.toLowerCase().replace(/[^a-z]/g, '') ?? null).toBe(
      logits?.toLowerCase().replace(/[^a-z]/g, '') ?? null,
    );
  });

  it('keep the loss and weight that the person chose, and use logits only where they belong to that loss', () => {
    const doc = chain(vector, linear(3), 'softmax', ['output', { loss: 'mean_squared_error', weight: 0.3 }]);
    expect(only(doc)).toMatchObject({ loss: 'mean_squared_error', lossWeight: 0.3, logits: null });
    const crossed = chain(vector, linear(3), 'softmax', ['output', { loss: 'binary_crossentropy' }]);
    expect(only(crossed)).toMatchObject({ loss: 'binary_crossentropy', logits: null });
  });

  it('can be several, and an auxiliary one needs no copy of the layers before it', async () => {
    let doc = chain(vector, linear(4), 'relu', linear(3), 'softmax', 'output');
    doc = addChain(doc, catalogue, MAIN, [{ op: 'linear', params: { units: 2 } }, { op: 'output' }], [0, 0], 'n3');
    const model = await load(compiled(doc));
    expect(model.outputs.map(o => o.shape)).toEqual([
      [null, 3],
      [null, 2],
    ]);
    expect(model.countParams()).toBe(8 * 4 + 4 + 4 * 3 + 3 + 4 * 2 + 2);
  });

  it('of one and the same tensor get a layer of their own', async () => {
    let doc = chain(vector, linear(4), 'output');
    doc = addChain(doc, catalogue, MAIN, [{ op: 'output', name: 'again' }], [0, 0], 'n2');
    const model = compiled(doc);
    expect(model.outputs.map(o => o.layer)).toEqual(['Linear', 'again']);
    expect(model.layers.again).toEqual({ path: ['n4'], op: 'output' });
    expect((await load(model)).outputs.length).toBe(2);
  });

  it('straight from an input get a layer too', async () => {
    const model = compiled(chain(vector, 'output'));
    expect(model.outputs[0]?.layer).toBe('Output');
    const loaded = await load(model);
    expect(predict(loaded, tf.ones([1, 8]))).toEqual(Array(8).fill(1));
  });

  it('leave out what they do not depend on, broken or not', async () => {
    let doc = chain(vector, linear(4), 'output');
    doc = addChain(doc, catalogue, MAIN, [{ op: 'conv2d', name: 'stray' }], [0, 0], 'n2');
    expect(infer(doc, catalogue).problems.some(p => p.severity === 'error')).toBe(true);
    expect(layerNames(compiled(doc))).toEqual(['Input', 'Linear']);
  });

  it('that are muted are not trained', () => {
    const doc = addChain(chain(vector, linear(4), 'output'), catalogue, MAIN, [{ op: 'output' }], [0, 0], 'n2');
    expect(compiled(toggleMute(doc, MAIN, ['n3'])).outputs.map(o => o.path)).toEqual([['n4']]);
  });
});
