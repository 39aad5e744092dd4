import '@tensorflow/tfjs-backend-cpu';
import { Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, models } from '@tensorflow/tfjs-layers';
import { isRefusal, type KerasConfig, type KerasRef, type Operation } from '../../src/core/op/operation';
import { type ParamValues, withDefaults } from '../../src/core/op/params';
import { registerLayers } from '../../src/training/layers';

registerLayers();

export interface WrittenLayer {
  readonly class_name: string;
  readonly config: KerasConfig;
}

/** The layers that an operation with one input `x` writes for a tensor of this shape. */
export function layersOf(op: Operation, params: ParamValues, shape: readonly number[]): readonly WrittenLayer[] {
  const values = withDefaults(op.params, params) as never;
  const arriving = { x: shape } as never;
  const y = op.shape(arriving, values);
  if (isRefusal(y)) throw new Error(y.says);
  const written: (WrittenLayer & { readonly name: string; readonly inbound_nodes: unknown })[] = [];
  const builder = {
    layer(class_name: string, config: KerasConfig, inputs: readonly KerasRef[]): KerasRef {
      const name = `layer${written.length + 1}`;
      const inbound_nodes = [inputs.map(input => [input.layer, 0, 0, {}])];
      written.push({ class_name, name, config: { ...config, name }, inbound_nodes });
      return { layer: name };
    },
  };
  op.keras(builder, { x: { layer: 'input' } } as never, values, { x: arriving, y });
  return written;
}

/** The tfjs model that those layers deserialise to. */
export async function oneLayerModel(
  op: Operation,
  params: ParamValues,
  shape: readonly number[],
): Promise<LayersModel> {
  const written = layersOf(op, params, shape);
  const input = {
    class_name: 'InputLayer',
    name: 'input',
    config: { name: 'input', batch_input_shape: [null, ...shape], dtype: 'float32' },
    inbound_nodes: [],
  };
  const config = {
    name: 'model',
    layers: [input, ...written],
    input_layers: [['input', 0, 0]],
    output_layers: [[`layer${written.length}`, 0, 0]],
  };
  return models.modelFromJSON({ modelTopology: { class_name: 'Model', config } } as never);
}

/** What the model makes of a batch laid out flat, `shape` being that of one sample. */
export function outputOf(model: LayersModel, values: readonly number[], shape: readonly number[]): readonly number[] {
  const batch = values.length / shape.reduce((a, b) => a * b, 1);
  return tidy(() => [...applied(model, tensor([...values], [batch, ...shape])).dataSync()]);
}

/** The model as a function of tensors, inside the caller's tidy. */
export function applied(model: LayersModel, x: Tensor, training = false): Tensor {
  const y = model.apply(x, { training });
  if (!(y instanceof Tensor)) throw new Error('one output expected');
  return y;
}
