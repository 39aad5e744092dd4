import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { isMany, type KerasConfig, type KerasRef, type Operation } from '../../src/core/op/operation';
import type { Shape } from '../../src/core/op/shape';
import type { Case } from './arbitrary';

export interface EmittedLayer {
  readonly className: string;
  readonly config: KerasConfig;
  readonly inputs: readonly string[];
  readonly name: string;
}

/** The name of the node whose lowering is looked at. */
export const NODE = 'node';

/** What an operation writes for Keras, in order, and the layer that holds its result. */
export function lowered(op: Operation, { x, p }: Case, y: Shape): { layers: readonly EmittedLayer[]; output: string } {
  const layers: EmittedLayer[] = [];
  const refs: Record<string, KerasRef | readonly KerasRef[]> = {};
  for (const [port, spec] of Object.entries(op.inputs))
    refs[port] = isMany(spec) ? (x[port] ?? []).map((_, i) => ({ layer: `${port}_${i}` })) : { layer: port };
  const builder = {
    layer(className: string, config: KerasConfig, inputs: readonly KerasRef[], part?: string): KerasRef {
      const name = part === undefined ? NODE : `${NODE}/${part}`;
      layers.push({ className, config, inputs: inputs.map(r => r.layer), name });
      return { layer: name };
    },
  };
  const output = op.keras(builder, refs as never, p as never, { x: x as never, y });
  return { layers, output: output.layer };
}

/** The shapes by the name of the input layer that brings them. */
export function inputShapes(op: Operation, { x }: Case): Readonly<Record<string, Shape>> {
  const named: Record<string, Shape> = {};
  for (const [port, spec] of Object.entries(op.inputs)) {
    const at = x[port] ?? [];
    if (isMany(spec))
      (at as readonly Shape[]).forEach((s, i) => {
        named[`${port}_${i}`] = s;
      });
    else named[port] = at as Shape;
  }
  return named;
}

/** Keras's topology of one operation between input layers, as model.json holds it. */
export function topologyOf(op: Operation, c: Case, y: Shape) {
  const { layers, output } = lowered(op, c, y);
  const inputs = Object.entries(inputShapes(op, c));
  const brought = inputs.map(([name, shape]) => ({
    class_name: 'InputLayer',
    name,
    config: { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name },
    inbound_nodes: [],
  }));
  const own = layers.map(l => ({
    class_name: l.className,
    name: l.name,
    config: { ...l.config, name: l.name },
    inbound_nodes: l.inputs.length > 0 ? [l.inputs.map(from => [from, 0, 0, {}])] : [],
  }));
  const entrances = [...brought, ...own].filter(l => l.class_name === 'InputLayer').map(l => [l.name, 0, 0]);
  return {
    class_name: 'Model',
    config: { name: 'model', layers: [...brought, ...own], input_layers: entrances, output_layers: [[output, 0, 0]] },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

/** Loads a topology the way a model file is loaded, weights drawn by its initializers. */
export const load = (modelTopology: object): Promise<LayersModel> =>
  loadLayersModel(tf.io.fromMemory({ modelTopology: JSON.parse(JSON.stringify(modelTopology)) }));

/** One forward pass on zeros for two samples; the shape that comes out, without the batch. */
export function shapeOfForwardPass(model: LayersModel): readonly number[] {
  return tf.tidy(() => {
    const zeros = model.inputs.map(i => tf.zeros([2, ...i.shape.slice(1).map(d => d ?? 1)]));
    const y = model.predict(zeros);
    if (Array.isArray(y)) throw new Error('one output expected');
    return y.shape.slice(1);
  });
}
