import type { Compiled, CompiledWeight, KerasLayer, Loss } from '../../src/core/compiler/compiled';
import type { KerasConfig } from '../../src/core/op/operation';

/** One layer of a chain: its Keras class and configuration, its weights, and the operation that it came from. */
export interface Link {
  readonly name: string;
  readonly layer: string;
  readonly op: string;
  readonly config?: KerasConfig;
  readonly weights?: Readonly<Record<string, readonly number[]>>;
}

/** A chain of layers as the compiler would write it. The loss reads the layer before a final softmax or sigmoid. */
export function chain(
  input: readonly number[],
  links: readonly Link[],
  { classes = 10, loss = 'categorical_crossentropy' }: { readonly classes?: number; readonly loss?: Loss } = {},
): Compiled {
  const first: KerasLayer = {
    class_name: 'InputLayer',
    name: 'input',
    config: { batch_input_shape: [null, ...input], dtype: 'float32', name: 'input' },
    inbound_nodes: [],
  };
  const layers = links.map(
    (link, i): KerasLayer => ({
      class_name: link.layer,
      name: link.name,
      config: { ...link.config, name: link.name },
      inbound_nodes: [[[links[i - 1]?.name ?? 'input', 0, 0, {}]]],
    }),
  );
  const last = links.at(-1);
  if (!last) throw new Error('A chain needs a layer');
  const absorbed = last.op === 'softmax' || last.op === 'sigmoid';
  return {
    topology: {
      class_name: 'Model',
      config: {
        name: 'handmade',
        layers: [first, ...layers],
        input_layers: [['input', 0, 0]],
        output_layers: [[last.name, 0, 0]],
      },
      keras_version: '2.2.4',
      backend: 'tensor_flow.js',
    },
    inputs: [{ layer: 'input', path: ['input'], shape: input }],
    outputs: [
      {
        layer: last.name,
        path: [last.name],
        shape: [classes],
        loss,
        lossWeight: 1,
        logits: absorbed ? (links.at(-2)?.name ?? null) : null,
      },
    ],
    weights: links.flatMap(link =>
      Object.entries(link.weights ?? {}).map(
        ([name, shape]): CompiledWeight => ({
          name: `${link.name}/${name}`,
          shape,
          init: initOf(name),
          trainable: !name.startsWith('moving'),
        }),
      ),
    ),
    layers: Object.fromEntries(links.map(link => [link.name, { path: [link.name], op: link.op }])),
  };
}

function initOf(name: string): CompiledWeight['init'] {
  if (name === 'kernel') return 'glorot_uniform';
  return name === 'gamma' || name === 'moving_variance' ? 'ones' : 'zeros';
}

export const dense = (name: string, inputs: number, units: number): Link => ({
  name,
  layer: 'Dense',
  op: 'linear',
  config: { units, use_bias: true, activation: 'linear' },
  weights: { kernel: [inputs, units], bias: [units] },
});
export const conv = (name: string, channels: number, filters: number, size: number): Link => ({
  name,
  layer: 'Conv2D',
  op: 'conv2d',
  config: {
    filters,
    kernel_size: [size, size],
    strides: [1, 1],
    padding: 'valid',
    activation: 'linear',
    use_bias: true,
  },
  weights: { kernel: [size, size, channels, filters], bias: [filters] },
});
export const activation = (name: string, kind: string): Link => ({
  name,
  layer: 'Activation',
  op: kind,
  config: { activation: kind },
});
export const maxPool = (name: string): Link => ({
  name,
  layer: 'MaxPooling2D',
  op: 'max-pool',
  config: { pool_size: [2, 2], strides: [2, 2], padding: 'valid' },
});
export const flatten = (name: string): Link => ({ name, layer: 'Flatten', op: 'flatten' });
export const dropout = (name: string, rate: number): Link => ({
  name,
  layer: 'Dropout',
  op: 'dropout',
  config: { rate },
});
export const batchNorm = (name: string, features: number): Link => ({
  name,
  layer: 'BatchNormalization',
  op: 'batch-norm',
  config: { axis: -1, momentum: 0.9, epsilon: 1e-3, center: true, scale: true },
  weights: { gamma: [features], beta: [features], moving_mean: [features], moving_variance: [features] },
});
