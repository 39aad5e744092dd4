import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel, models } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../src/core/compiler/compile';
import type { Compiled } from '../../../src/core/compiler/compiled';
import { initialise } from '../../../src/core/compiler/initialise';
import {
  type Architecture,
  EMPTY,
  type Graph,
  MAIN,
  type Module,
  type Node,
} from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { addNode } from '../../../src/core/edits/addNode';
import { connect, disconnect } from '../../../src/core/edits/connect';
import { renameNode } from '../../../src/core/edits/renameNode';
import { replaceNode } from '../../../src/core/edits/replaceNode';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { registerLayers } from '../../../src/training/layers';
import { LENET } from './lenet';

beforeAll(registerLayers);

const attempt = (doc: Architecture) => compile(doc, catalogue, infer(doc, catalogue));
function compiled(doc: Architecture): Compiled {
  const result = attempt(doc);
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join('; '));
  return result.model;
}
const load = ({ topology }: Compiled): Promise<LayersModel> =>
  models.modelFromJSON(JSON.parse(JSON.stringify(topology)));
function predict(model: LayersModel, input: tf.Tensor): number[] {
  const said = model.predict(input);
  return Array.isArray(said) ? [] : [...said.dataSync()];
}
const idOf = (doc: Architecture, name: string): string => doc.graph.nodes.find(n => n.name === name)?.id ?? '';
const layerNames = (model: Compiled): readonly string[] => model.topology.config.layers.map(l => l.name);
const chain = (...ops: readonly (string | [string, Node['params']])[]): Architecture =>
  addChain(
    EMPTY,
    catalogue,
    MAIN,
    ops.map(o => (typeof o === 'string' ? { op: o } : { op: o[0], params: o[1] })),
    [0, 0],
  );

describe('compiling LeNet-5', () => {
  it('gives a model that tfjs builds with the figure’s shapes and 61,706 parameters', async () => {
    const model = await load(compiled(LENET));
    const shapes = Object.fromEntries(model.layers.map(l => [l.name, l.outputShape]));
    expect(shapes).toMatchObject({
      INPUT: [null, 32, 32, 1],
      C1: [null, 28, 28, 6],
      S2: [null, 14, 14, 6],
      C3: [null, 10, 10, 16],
      S4: [null, 5, 5, 16],
      C5: [null, 120],
      F6: [null, 84],
      OUTPUT_10: [null, 10],
      Softmax: [null, 10],
    });
    expect(model.countParams()).toBe(61_706);
  });

  it('names every weight, in order, as tfjs does, with its shape', async () => {
    const doc = compiled(LENET);
    const model = await load(doc);
    expect(model.weights.map(w => [w.originalName, w.shape])).toEqual(doc.weights.map(w => [w.name, w.shape]));
  });

  it('loads as a file with its weights and gives probabilities', async () => {
    const doc = compiled(LENET);
    const weights = initialise(doc.weights, 1);
    const values = doc.weights.flatMap(w => [...(weights.get(w.name)?.values ?? [])]);
    const model = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology: JSON.parse(JSON.stringify(doc.topology)),
        weightSpecs: doc.weights.map(w => ({ name: w.name, shape: [...w.shape], dtype: 'float32' })),
        weightData: new Float32Array(values).buffer,
      }),
    );
    const said = predict(model, tf.zeros([1, 32, 32, 1]));
    expect(said.length).toBe(10);
    expect(said.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  });

  it('reads the output at the softmax, with the layer before it for the loss', () => {
    expect(compiled(LENET).outputs).toEqual([
      {
        layer: 'Softmax',
        path: [idOf(LENET, 'Digit')],
        shape: [10],
        loss: 'categorical_crossentropy',
        lossWeight: 1,
        logits: 'OUTPUT_10',
      },
    ]);
  });

  it('says which node each layer came from', () => {
    const { layers, topology } = compiled(LENET);
    expect(layers.C3).toEqual({ path: [idOf(LENET, 'C3')], op: 'conv2d' });
    expect(Object.keys(layers)).toEqual(topology.config.layers.map(l => l.name));
  });

  it('leaves out a muted node and takes its input instead', async () => {
    const muted = toggleMute(
      LENET,
      MAIN,
      LENET.graph.nodes.filter(n => n.op === 'tanh').map(n => n.id),
    );
    const model = compiled(muted);
    expect(layerNames(model).filter(n => n.startsWith('Tanh'))).toEqual([]);
    expect((await load(model)).countParams()).toBe(61_706);
  });
});

describe('layer names', () => {
  const named = (...names: string[]): readonly string[] => {
    let doc = chain('input', ...names.map(() => 'relu'), 'output');
    names.forEach((name, i) => {
      doc = renameNode(doc, MAIN, `n${i + 2}`, name);
    });
    return layerNames(compiled(doc)).slice(1);
  };

  it('keep letters, digits, dots, hyphens and slashes, and turn the rest into underscores', () => {
    expect(named('C1: conv', 'a.b-c/d', 'Größe', '(2×2)')).toEqual(['C1_conv', 'a.b-c/d', 'Gro_e', '2_2']);
  });

  it('are made unique with a number', () => {
    expect(named('conv', 'conv', 'conv')).toEqual(['conv', 'conv_2', 'conv_3']);
    expect(named('conv_2', 'conv', 'conv')).toEqual(['conv_2', 'conv', 'conv_3']);
  });

  it('fall back to the operation when nothing legal is left', () => {
    expect(named('層', '__')).toEqual(['relu', 'relu_2']);
  });

  it('avoid what every JavaScript object has', async () => {
    const doc = renameNode(chain('input', 'relu', 'output'), MAIN, 'n2', 'constructor');
    const model = compiled(doc);
    expect(layerNames(model)[1]).toBe('constructor_2');
    expect((await load(model)).layers.length).toBe(2);
  });
});

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

describe('branches', () => {
  it('meet in a concatenation, in the order of its wires', async () => {
    let doc = chain(['input', { shape: [8, 8, 3] }], ['conv2d', { filters: 4, padding: 'same' }], 'concat', 'output');
    doc = addNode(
      doc,
      catalogue,
      MAIN,
      { op: 'conv2d', name: 'second', params: { filters: 5, padding: 'same' } },
      [0, 0],
    );
    doc = connect(doc, catalogue, MAIN, ['n1', 'y'], ['n5', 'x']);
    doc = connect(doc, catalogue, MAIN, ['n5', 'y'], ['n3', 'x']);
    const model = compiled(doc);
    const concat = model.topology.config.layers.find(l => l.class_name === 'Concatenate');
    expect(concat?.inbound_nodes[0]?.map(n => n[0])).toEqual(['Conv_2D', 'second']);
    expect((await load(model)).outputs[0]?.shape).toEqual([null, 8, 8, 9]);
  });

  it('may be the same tensor twice', async () => {
    let doc = chain(['input', { shape: [4] }], 'add', 'output');
    doc = connect(doc, catalogue, MAIN, ['n1', 'y'], ['n2', 'x.1']);
    expect(predict(await load(compiled(doc)), tf.ones([1, 4]))).toEqual([2, 2, 2, 2]);
  });

  it('may start at several inputs', async () => {
    let doc = chain(['input', { shape: [4] }], 'concat', 'output');
    doc = addNode(doc, catalogue, MAIN, { op: 'input', name: 'other', params: { shape: [3] } }, [0, 0]);
    doc = connect(doc, catalogue, MAIN, ['n4', 'y'], ['n2', 'x']);
    const model = compiled(doc);
    expect(model.inputs).toEqual([
      { layer: 'Input', path: ['n1'], shape: [4] },
      { layer: 'other', path: ['n4'], shape: [3] },
    ]);
    expect((await load(model)).inputs.length).toBe(2);
  });
});

describe('modules', () => {
  const block: Module = {
    title: 'Block',
    params: { width: { kind: 'int', label: 'Width', default: 4, min: 1 } },
    graph: {
      nodes: [
        { id: 'in', op: 'input', name: 'in', params: {}, at: [0, 0] },
        { id: 'c', op: 'conv2d', name: 'conv', params: { filters: { $: 'width' }, padding: 'same' }, at: [0, 100] },
        { id: 'bn', op: 'batch_norm', name: 'bn', params: {}, at: [0, 200] },
        { id: 'out', op: 'output', name: 'out', params: {}, at: [0, 300] },
        { id: 'mid', op: 'output', name: 'mid', params: {}, at: [0, 400] },
      ],
      wires: [
        { from: ['in', 'y'], to: ['c', 'x'] },
        { from: ['c', 'y'], to: ['bn', 'x'] },
        { from: ['bn', 'y'], to: ['out', 'x'] },
        { from: ['c', 'y'], to: ['mid', 'x'] },
      ],
    },
  };
  const twice: Module = {
    title: 'Twice',
    params: {},
    graph: {
      nodes: [
        { id: 'in', op: 'input', name: 'in', params: {}, at: [0, 0] },
        { id: 'a', op: 'module:block', name: 'first', params: { width: 3 }, at: [0, 100] },
        { id: 'b', op: 'module:block', name: 'second', params: {}, at: [0, 200] },
        { id: 'out', op: 'output', name: 'out', params: {}, at: [0, 300] },
      ],
      wires: [
        { from: ['in', 'y'], to: ['a', 'in'] },
        { from: ['a', 'out'], to: ['b', 'in'] },
        { from: ['b', 'out'], to: ['out', 'x'] },
      ],
    },
  };
  const graph = (op: string, port: string): Graph => ({
    nodes: [
      { id: 'i', op: 'input', name: 'Image', params: { shape: [8, 8, 1] }, at: [0, 0] },
      { id: 'm', op, name: 'mixed_5b', params: {}, at: [0, 100] },
      { id: 'o', op: 'output', name: 'Maps', params: {}, at: [0, 200] },
    ],
    wires: [
      { from: ['i', 'y'], to: ['m', 'in'] },
      { from: ['m', port], to: ['o', 'x'] },
    ],
  });
  const withGraphOf = (op: string, port: string): Architecture => ({
    ...EMPTY,
    modules: { block, twice },
    graph: graph(op, port),
  });

  it('are expanded at any depth, with the way there in the names and each instance’s own parameters', async () => {
    const model = compiled(withGraphOf('module:twice', 'out'));
    expect(layerNames(model)).toEqual([
      'Image',
      'mixed_5b/first/conv',
      'mixed_5b/first/bn',
      'mixed_5b/second/conv',
      'mixed_5b/second/bn',
    ]);
    expect(model.layers['mixed_5b/second/conv']).toEqual({ path: ['m', 'b', 'c'], op: 'conv2d' });
    const loaded = await load(model);
    expect(loaded.outputs[0]?.shape).toEqual([null, 8, 8, 4]);
    expect(loaded.weights.map(w => w.originalName).toSorted()).toEqual(model.weights.map(w => w.name).toSorted());
    expect(loaded.countParams()).toBe(9 * 3 + 3 + 12 + 9 * 3 * 4 + 4 + 16);
  });

  it('only bring what leads to the output that is used', () => {
    expect(layerNames(compiled(withGraphOf('module:block', 'mid')))).toEqual(['Image', 'mixed_5b/conv']);
  });

  it('are bypassed as a whole when muted', () => {
    const doc = toggleMute(withGraphOf('module:twice', 'out'), MAIN, ['m']);
    expect(layerNames(compiled(doc))).toEqual(['Image', 'Maps']);
  });

  it('report what is wrong inside with the way there', () => {
    const doc = setParams(withGraphOf('module:block', 'out'), catalogue, 'block', ['c'], { kernel: [0, 3] });
    const result = attempt(doc);
    expect(result.ok ? [] : result.problems.map(p => p.path)).toEqual([['m', 'c']]);
  });
});

describe('what cannot be compiled', () => {
  it('is answered by the Problem in the way', () => {
    const flat = idOf(LENET, 'Flatten');
    const doc = replaceNode(LENET, catalogue, MAIN, flat, 'relu');
    const result = attempt(doc);
    expect(result.ok ? [] : result.problems.map(p => p.says)).toEqual(['Linear needs a flat vector, got 5×5×16']);
  });

  it('includes a document without an output', () => {
    const result = attempt(chain('input', 'relu'));
    expect(result.ok ? [] : result.problems.map(p => p.code)).toEqual(['no-output']);
    expect(attempt(EMPTY).ok).toBe(false);
  });

  it('includes an output that nothing reaches', () => {
    const doc = disconnect(chain('input', 'relu', 'output'), MAIN, ['n3:x']);
    const result = attempt(doc);
    expect(result.ok ? [] : result.problems.map(p => p.code)).toEqual(['unconnected']);
  });

  it('includes weights whose size is not known', () => {
    const doc = chain(['input', { shape: [8, 8, null] }], 'conv2d', 'output');
    const result = attempt(doc);
    expect(result.ok ? [] : result.problems.map(p => p.code)).toContain('unknown-size');
  });
});
