import * as tf from '@tensorflow/tfjs-core';
import { model as functionalModel, type LayersModel, type LayerVariable, models } from '@tensorflow/tfjs-layers';
import type { Compiled, Weights } from '../../core/compiler/compiled';
import { spareInputGradients } from './first-layers';

/** A compiled model as tfjs runs it. */
export interface Network {
  /** By `layer/name`, in the order of `Compiled.weights`. */
  readonly weights: ReadonlyMap<string, LayerVariable>;
  /** The variables that the optimizer changes. */
  readonly trainable: readonly tf.Variable[];
  /** From the inputs to the outputs of these layers. */
  to(layers: readonly string[]): LayersModel;
  dispose(): void;
}

/**
 * Builds the network. Custom layers must have been registered before.
 * @throws when tfjs refuses the topology, or its weights are not those that the compiler announced
 */
export async function buildNetwork(compiled: Compiled): Promise<Network> {
  // A copy, because tfjs takes the topology apart while it reads it.
  const whole = await models.modelFromJSON({ modelTopology: JSON.parse(JSON.stringify(compiled.topology)) });
  spareInputGradients(whole);
  const to = (layers: readonly string[]) =>
    functionalModel({
      inputs: compiled.inputs.map(input => single(whole.getLayer(input.layer).output)),
      outputs: layers.map(layer => single(whole.getLayer(layer).output)),
    });
  const byName = new Map(whole.layers.flatMap(layer => layer.weights.map(w => [w.originalName, w])));
  const weights = new Map<string, LayerVariable>();
  for (const { name, shape } of compiled.weights) {
    const variable = byName.get(name);
    if (!variable || variable.shape.join() !== shape.join()) {
      throw new Error(`The weight ${name} (${shape.join('×')}) is not what tfjs expects`);
    }
    weights.set(name, variable);
  }
  return {
    weights,
    trainable: compiled.weights.filter(w => w.trainable).flatMap(w => variableOf(weights.get(w.name))),
    to,
    dispose: () => whole.dispose(),
  };
}

/** Sets every weight. @throws when one is missing or of another shape */
export function setWeights(network: Network, values: Weights): void {
  tf.tidy(() => {
    for (const [name, variable] of network.weights) {
      const given = values.get(name);
      if (!given) throw new Error(`The weight ${name} is missing`);
      variable.write(tf.tensor(given.values, [...given.shape], 'float32'));
    }
  });
}

/** Reads every weight back from the device. */
export async function readWeights(network: Network): Promise<Weights> {
  const entries = [...network.weights].map(async ([name, variable]) => {
    const tensor = variable.read();
    return [name, { shape: tensor.shape, values: Float32Array.from(await tensor.data()) }] as const;
  });
  return new Map(await Promise.all(entries));
}

function variableOf(weight: LayerVariable | undefined): tf.Variable[] {
  const tensor = weight?.read();
  return tensor instanceof tf.Variable ? [tensor] : [];
}

function single<T>(value: T | T[]): T {
  if (!Array.isArray(value)) return value;
  const [first] = value;
  if (first === undefined || value.length !== 1) throw new Error('A layer with several outputs');
  return first;
}
