import { input, type LayersModel, layers, model, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/core/document/architecture';
import { infer } from '../../src/core/inference/infer';
import { formatShape } from '../../src/core/op/shape';
import { tfjsFolder } from '../../src/exchange/tfjsModel';
import { catalogue } from '../../src/ops/catalogue';
import { compiled, written } from './exported';
import { given, opened } from './given';
import { farthest, loadPlain, predict, savedByTfjs } from './plainTfjs';

/** Saves a model, opens it here, writes it again and loads that: everything that could get lost on the way. */
async function through(original: LayersModel) {
  const { document, weights, notes } = await opened(...(await savedByTfjs(original)));
  const compiledModel = compiled(document);
  const again = await loadPlain(await written(tfjsFolder, { document, model: compiledModel, weights }));
  return { document, notes, again, facts: infer(document, catalogue) };
}

const named = (document: Architecture): string[] => document.graph.nodes.map(n => `${n.op} ${n.name}`);

const models: Readonly<Record<string, () => LayersModel>> = {
  'a Sequential model with fused activations': () =>
    sequential({
      layers: [
        layers.conv2d({
          inputShape: [28, 28, 1],
          filters: 6,
          kernelSize: 5,
          padding: 'same',
          activation: 'relu',
          name: 'conv',
        }),
        layers.maxPooling2d({ poolSize: 2, name: 'pool' }),
        layers.dropout({ rate: 0.25, name: 'drop' }),
        layers.flatten({ name: 'flat' }),
        layers.dense({ units: 32, activation: 'tanh', name: 'hidden' }),
        layers.dense({ units: 10, activation: 'softmax', name: 'classes' }),
      ],
    }),
  'a Functional model with branches, a residual sum and a concatenation': () => {
    const x = input({ shape: [16, 16, 3], name: 'image' });
    const stem = layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', useBias: false, name: 'stem' }).apply(x);
    const norm = layers.batchNormalization({ name: 'norm' }).apply(stem) as SymbolicTensor;
    const body = layers
      .conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu', name: 'body' })
      .apply(norm);
    const sum = layers.add({ name: 'sum' }).apply([norm, body as SymbolicTensor]) as SymbolicTensor;
    const a = layers.averagePooling2d({ poolSize: 2, name: 'left' }).apply(sum) as SymbolicTensor;
    const b = layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', name: 'right' }).apply(sum);
    const both = layers.concatenate({ name: 'both' }).apply([a, b as SymbolicTensor]) as SymbolicTensor;
    const flat = layers.flatten({ name: 'flat' }).apply(both);
    return model({
      inputs: x,
      outputs: layers.dense({ units: 5, activation: 'softmax', name: 'out' }).apply(flat) as SymbolicTensor,
    });
  },
  'a model with two inputs and two outputs': () => {
    const a = input({ shape: [6], name: 'a' });
    const b = input({ shape: [4], name: 'b' });
    const joined = layers.concatenate({ name: 'joined' }).apply([b, a]) as SymbolicTensor;
    const main = layers.dense({ units: 3, name: 'main' }).apply(joined) as SymbolicTensor;
    const side = layers.dense({ units: 2, activation: 'sigmoid', name: 'side' }).apply(b) as SymbolicTensor;
    return model({ inputs: [a, b], outputs: [main, side] });
  },
  'a model inside a model': () => {
    const inner = sequential({
      name: 'encoder',
      layers: [
        layers.dense({ inputShape: [12], units: 7, activation: 'relu', name: 'first' }),
        layers.dense({ units: 5, name: 'second' }),
      ],
    });
    const x = input({ shape: [12], name: 'x' });
    const y = layers.dense({ units: 2, name: 'head' }).apply(inner.apply(x) as SymbolicTensor) as SymbolicTensor;
    return model({ inputs: x, outputs: y });
  },
};

describe.each(Object.entries(models))('%s, made by plain TensorFlow.js', (_, make) => {
  it('opens with equal shapes and parameters, and predicts the same', async () => {
    const original = make();
    const { again, facts } = await through(original);
    expect(facts.problems.filter(p => p.severity === 'error')).toEqual([]);
    expect(facts.costs.parameters).toBe(original.countParams());
    expect(again.inputs.map(t => t.shape)).toEqual(original.inputs.map(t => t.shape));
    expect(again.outputs.map(t => t.shape)).toEqual(original.outputs.map(t => t.shape));
    expect(farthest(predict(again), predict(original))).toBeLessThan(1e-6);
  });
});

describe('reading layers', () => {
  it('gives fused activations nodes of their own, named as the layers are', async () => {
    const { document } = await through(models['a Sequential model with fused activations']?.() as LayersModel);
    expect(named(document)).toEqual([
      'input conv_input',
      'conv2d conv',
      'relu relu',
      'max_pool pool',
      'dropout drop',
      'flatten flat',
      'linear hidden',
      'tanh tanh',
      'linear classes',
      'softmax softmax',
      'output Prediction',
    ]);
  });

  it("opens models inside models and prefixes their layers' names", async () => {
    const { document } = await through(models['a model inside a model']?.() as LayersModel);
    expect(named(document)).toEqual([
      'input x',
      'linear encoder/first',
      'relu relu',
      'linear encoder/second',
      'linear head',
      'output Prediction',
    ]);
  });

  it('places every node below those that feed it, and none on another', async () => {
    const { document } = await through(
      models['a Functional model with branches, a residual sum and a concatenation']?.() as LayersModel,
    );
    const { nodes, wires } = document.graph;
    const at = new Map(nodes.map(n => [n.id, n.at]));
    for (const { from, to } of wires)
      expect(at.get(to[0])?.[1]).toBeGreaterThanOrEqual((at.get(from[0])?.[1] ?? 0) + 72);
    for (const a of nodes)
      for (const b of nodes)
        if (a !== b && a.at[1] === b.at[1]) expect(Math.abs(a.at[0] - b.at[0])).toBeGreaterThanOrEqual(196);
  });

  it('keeps layers that Netloom has no operation for, with their settings, and names them', async () => {
    const original = sequential({
      layers: [
        layers.lstm({ inputShape: [9, 4], units: 6, recurrentInitializer: 'glorotNormal', name: 'memory' }),
        layers.dense({ units: 2, name: 'head' }),
      ],
    });
    const { document, weights, notes } = await opened(...(await savedByTfjs(original)));
    const unknown = document.graph.nodes.find(n => n.name === 'memory');
    expect(unknown?.op).toBe('keras:LSTM');
    expect(JSON.parse(String(unknown?.params.config))).toMatchObject({
      units: 6,
      recurrent_activation: 'hard_sigmoid',
    });
    expect(document.graph.wires).toHaveLength(3);
    expect(weights).toBeNull();
    expect(notes).toEqual([
      'Netloom has no operation for memory (LSTM). It was kept as an unknown node with all settings.',
      'The weights in model.json were left out, because the network has problems to mend first.',
    ]);
  });
});

describe('notations of other Keras versions', () => {
  const dense = (units: number, name: string, more = {}) => ({ class_name: 'Dense', config: { name, units, ...more } });
  const shapeOf = (document: Architecture, name: string) => {
    const node = document.graph.nodes.find(n => n.name === name);
    return formatShape(infer(document, catalogue).nodes.get(node?.id ?? '')?.outputs.y ?? []);
  };

  it("reads Keras 3's to_json, with its own way to write tensors, shapes and types", async () => {
    const tensor = (name: string, shape: (number | null)[]) => ({
      class_name: '__keras_tensor__',
      config: { shape, dtype: 'float32', keras_history: [name, 0, 0] },
    });
    const layer = (class_name: string, config: object, inbound: unknown[]) => ({
      module: 'keras.layers',
      class_name,
      config: { dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } }, ...config },
      registered_name: null,
      name: (config as { name: string }).name,
      inbound_nodes: inbound,
    });
    const json = {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name: 'digits',
        layers: [
          layer('InputLayer', { batch_shape: [null, 8, 8, 2], name: 'image' }, []),
          layer('Conv2D', { name: 'conv', filters: 4, kernel_size: [3, 3], activation: 'relu' }, [
            { args: [tensor('image', [null, 8, 8, 2])], kwargs: {} },
          ]),
          layer('Conv2D', { name: 'other', filters: 4, kernel_size: [3, 3] }, [
            { args: [tensor('image', [null, 8, 8, 2])], kwargs: {} },
          ]),
          layer('Add', { name: 'sum' }, [
            { args: [[tensor('conv', [null, 6, 6, 4]), tensor('other', [null, 6, 6, 4])]], kwargs: {} },
          ]),
        ],
        input_layers: ['image', 0, 0],
        output_layers: ['sum', 0, 0],
      },
    };
    const { document, notes } = await opened(given('digits.json', json));
    expect(document.title).toBe('digits');
    expect(named(document)).toEqual([
      'input image',
      'conv2d conv',
      'relu relu',
      'conv2d other',
      'add sum',
      'output Prediction',
    ]);
    expect(shapeOf(document, 'sum')).toBe('6×6×4');
    expect(notes).toEqual([]);
  });

  it('reads the layers in a .keras file, and says that its weights are not read', async () => {
    const config = { name: 'net', layers: [dense(5, 'a', { batch_input_shape: [null, 3] })] };
    const files = {
      'metadata.json': { keras_version: '3.4.1' },
      'config.json': { class_name: 'Sequential', config },
      'model.weights.h5': 0,
    };
    const packed = Object.entries(files).map(([name, json]) => [name, strToU8(JSON.stringify(json))]);
    const { document, weights, notes } = await opened(given('net.keras', zipSync(Object.fromEntries(packed))));
    expect(shapeOf(document, 'a')).toBe('5');
    expect(weights).toBeNull();
    expect(notes).toEqual([
      'model.weights.h5 is in HDF5, which is not read, so the network opened without its trained weights.',
    ]);
  });

  it('reads a Sequential model whose config is a bare list, as Keras 1 wrote it', async () => {
    const json = { class_name: 'Sequential', config: [dense(5, 'a', { batch_input_shape: [null, 3] }), dense(2, 'b')] };
    const { document } = await opened(given('net.json', json));
    expect(named(document)).toEqual(['input a_input', 'linear a', 'linear b', 'output Prediction']);
    expect(document.title).toBe('net');
  });

  it('reads the model_config that tensorflowjs_converter puts into modelTopology', async () => {
    const config = { name: 'sequential_1', layers: [dense(5, 'a', { batch_input_shape: [null, 3] })] };
    const json = {
      format: 'layers-model',
      modelTopology: { keras_version: '2.1.6', model_config: { class_name: 'Sequential', config } },
    };
    const { document } = await opened(given('model.json', json));
    expect(shapeOf(document, 'a')).toBe('5');
    expect(document.title).toBe('Imported model');
  });

  it('passes by Activation("linear"), which does nothing', async () => {
    const linear = { class_name: 'Activation', config: { name: 'nothing', activation: 'linear' } };
    const config = { layers: [dense(5, 'a', { batch_input_shape: [null, 3] }), linear, dense(2, 'b')] };
    const { document } = await opened(given('net.json', { class_name: 'Sequential', config }));
    expect(named(document)).toEqual(['input a_input', 'linear a', 'linear b', 'output Prediction']);
  });

  it('reads quantized weights as tensorflowjs_converter writes them', async () => {
    const config = { layers: [dense(2, 'a', { batch_input_shape: [null, 2] })] };
    const json = {
      modelTopology: { class_name: 'Sequential', config },
      weightsManifest: [
        {
          paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
          weights: [
            {
              name: 'a/kernel',
              shape: [2, 2],
              dtype: 'float32',
              quantization: { dtype: 'uint8', scale: 0.5, min: -1 },
            },
            { name: 'a/bias', shape: [2], dtype: 'float32', quantization: { dtype: 'float16' } },
          ],
        },
      ],
    };
    // 1.5 and -2 in half precision are 0x3e00 and 0xc000.
    const shards = [new Uint8Array([0, 1, 2]), new Uint8Array([4, 0x00, 0x3e, 0x00, 0xc0])];
    const { weights } = await opened(
      given('model.json', json),
      given('group1-shard1of2.bin', shards[0]),
      given('group1-shard2of2.bin', shards[1]),
    );
    expect([...(weights?.get('a/kernel')?.values ?? [])]).toEqual([-1, -0.5, 0, 1]);
    expect([...(weights?.get('a/bias')?.values ?? [])]).toEqual([1.5, -2]);
  });
});
