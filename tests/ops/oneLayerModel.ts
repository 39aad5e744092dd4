import '@tensorflow/tfjs-backend-cpu';
import { Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { isRefusal, type Operation } from '../../src/core/op/operation';
import { type ParamValues, withDefaults } from '../../src/core/op/params';
import { registerLayers } from '../../src/training/layers';
import { type EmittedLayer, load, lowered, topologyOf } from './kerasModel';

registerLayers();

/** An operation with one input `x`, on a tensor of this shape, and what comes out. */
function use(op: Operation, params: ParamValues, shape: readonly number[]) {
  const p = withDefaults(op.params, params);
  const y = op.shape({ x: shape }, p as never);
  if (isRefusal(y)) throw new Error(y.says);
  return { case: { x: { x: shape }, p }, y };
}

/** The Keras layer that an operation with one input writes. */
export function layerOf(op: Operation, params: ParamValues, shape: readonly number[]): EmittedLayer {
  const used = use(op, params, shape);
  const [layer, more] = lowered(op, used.case, used.y).layers;
  if (!layer || more) throw new Error(`one layer expected from ${op.id}`);
  return layer;
}

/** The tfjs model that it deserialises to. */
export function oneLayerModel(op: Operation, params: ParamValues, shape: readonly number[]): Promise<LayersModel> {
  const used = use(op, params, shape);
  return load(topologyOf(op, used.case, used.y));
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
