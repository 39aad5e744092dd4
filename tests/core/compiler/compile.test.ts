import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/core/compiler/initialise';
import { type Architecture, EMPTY, MAIN } from '../../../src/core/document/architecture';
import { addNode } from '../../../src/core/edits/addNode';
import { connect, disconnect } from '../../../src/core/edits/connect';
import { renameNode } from '../../../src/core/edits/renameNode';
import { replaceNode } from '../../../src/core/edits/replaceNode';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import { catalogue } from '../../../src/ops/catalogue';
import { registerLayers } from '../../../src/training/layers';
import { anyDocument } from '../edits/anyEdit';
import { attempt, chain, compiled, layerNames, load, predict } from './build';
import { LENET } from './lenet';

beforeAll(registerLayers);

const idOf = (doc: Architecture, name: string): string => doc.graph.nodes.find(n => n.name === name)?.id ?? '';

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

  it('never makes the compiler throw, whatever was drawn', () => {
    let models = 0;
    fc.assert(
      fc.property(anyDocument(15), doc => {
        const result = attempt(doc);
        if (result.ok) models++;
        else expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    expect(models).toBeGreaterThan(5);
  });
});
