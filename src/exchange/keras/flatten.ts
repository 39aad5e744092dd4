import { type Refused, refused } from '../codec';
import type { JsonRecord } from '../json/record';
import { LIMITS } from '../limits';
import { asModel, type KerasModel } from './modelFile';
import { type RawLayer, readFunctional, readSequential } from './rawLayers';

/** One layer of a model whose nested models have been opened up. */
export interface FlatLayer {
  /** Unique; a layer of a nested model carries that model's name: `encoder/conv1`. */
  readonly key: string;
  /** As the file calls it; weights are filed under this name. */
  readonly name: string;
  readonly className: string;
  readonly config: JsonRecord;
  /** Keys of the layers that feed it, in order. */
  readonly inputs: readonly string[];
}
export interface FlatModel {
  /** Every layer comes after those that feed it. */
  readonly layers: readonly FlatLayer[];
  /** Keys of the layers that give the model's outputs, in order. */
  readonly outputs: readonly string[];
}

class Unreadable extends Error {}
const stop = (says: string): never => {
  throw new Unreadable(says);
};

/** Brings a Functional or Sequential model into one list of layers; nested models are flattened, shared layers refused. */
export function flatten(model: KerasModel, file: string): ({ readonly ok: true } & FlatModel) | Refused {
  const layers: FlatLayer[] = [];
  try {
    const outputs = expand(model, { file, prefix: '', fed: null, depth: 0, layers, keys: new Set() });
    if (layers.length === 0) return refused(`${file} describes a network without layers.`);
    return { ok: true, layers, outputs };
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message);
    throw error;
  }
}

interface Expansion {
  readonly file: string;
  /** Names of the models entered, each followed by a slash. */
  readonly prefix: string;
  /** Keys that feed a nested model; `null` for the outermost, which has inputs of its own. */
  readonly fed: readonly string[] | null;
  readonly depth: number;
  readonly layers: FlatLayer[];
  readonly keys: Set<string>;
}

/** Appends the model's layers and returns the keys of its outputs. */
function expand(model: KerasModel, x: Expansion): readonly string[] {
  if (x.depth > LIMITS.nesting)
    stop(`${x.file} has models inside models more than ${LIMITS.nesting} deep, so it was not opened.`);
  return model.kind === 'functional' ? expandFunctional(model, x) : expandSequential(model, x);
}

function expandFunctional(model: KerasModel, x: Expansion): readonly string[] {
  const raw = readFunctional(model, x.file);
  if (!raw.ok) return stop(raw.says);
  const given = new Map<string, readonly string[]>();
  const find = (layer: string, tensor: number, asked: string): string => {
    const outputs = given.get(layer) ?? stop(`${x.file}: ${asked} refers to a layer ${layer}, which does not exist.`);
    return (
      outputs[tensor] ??
      stop(`${x.file}: ${asked} takes output ${tensor + 1} of ${layer}, which has ${outputs.length}.`)
    );
  };
  // The model's inputs first, in the order in which it takes them.
  const place = new Map(raw.inputs.map((ref, i) => [ref.layer, i]));
  const placeOf = (layer: RawLayer): number => place.get(layer.name) ?? place.size;
  const inputsFirst = [...raw.layers].sort((a, b) => placeOf(a) - placeOf(b));
  for (const layer of inOrder(inputsFirst, x.file)) {
    const inputs = layer.inputs.map(ref => find(ref.layer, ref.tensor, `the layer ${layer.name}`));
    const position = placeOf(layer);
    if (layer.className === 'InputLayer' && x.fed)
      given.set(layer.name, [
        x.fed[position] ??
          stop(`${x.file}: the model ${x.prefix.slice(0, -1)} needs ${raw.inputs.length} inputs, got ${x.fed.length}.`),
      ]);
    else given.set(layer.name, append(layer, inputs, x));
  }
  if (raw.outputs.length === 0) stop(`${x.file} describes a model without outputs (output_layers is empty).`);
  return raw.outputs.map(ref => find(ref.layer, ref.tensor, 'output_layers'));
}

function expandSequential(model: KerasModel, x: Expansion): readonly string[] {
  const raw = readSequential(model, x.file);
  if (!raw.ok) return stop(raw.says);
  let current = x.fed;
  for (const layer of raw.layers) {
    if (layer.className === 'InputLayer' && x.fed) continue;
    const isSource = layer.className === 'InputLayer' || asModel(layer.className, layer.config) !== null;
    if (!current && !isSource) {
      if (raw.inputShape === undefined)
        stop(`${x.file} is a Sequential model that does not say the size of its input. Save it after it was built.`);
      const name = `${layer.name}_input`;
      current = append({ name, className: 'InputLayer', config: { batch_input_shape: raw.inputShape } }, [], x);
    }
    current = append(layer, current ?? [], x);
  }
  return current ?? [];
}

/** Adds a layer, or all of a nested model's; returns the keys of what it gives. */
function append(layer: Omit<RawLayer, 'inputs'>, inputs: readonly string[], x: Expansion): readonly string[] {
  const nested = asModel(layer.className, layer.config);
  if (nested) {
    const fed = inputs.length === 0 && x.fed === null ? null : inputs;
    return expand(nested, { ...x, prefix: `${x.prefix}${layer.name}/`, fed, depth: x.depth + 1 });
  }
  const key = x.prefix + layer.name;
  if (x.keys.has(key)) stop(`${x.file} has two layers named ${key}.`);
  if (x.layers.length >= LIMITS.layers) stop(`${x.file} has more than ${LIMITS.layers} layers, so it was not opened.`);
  if (layer.config.data_format === 'channels_first')
    stop(`${x.file}: the layer ${key} has its channels first; models with channels last are read.`);
  x.keys.add(key);
  x.layers.push({ key, name: layer.name, className: layer.className, config: layer.config, inputs });
  return [key];
}

/** Topological order (Kahn), stable where the file's own order allows. */
function inOrder(layers: readonly RawLayer[], file: string): readonly RawLayer[] {
  const waiting = new Map<string, number>();
  const feeds = new Map<string, RawLayer[]>();
  for (const layer of layers) {
    if (waiting.has(layer.name)) stop(`${file} has two layers named ${layer.name}.`);
    waiting.set(layer.name, layer.inputs.length);
    for (const ref of layer.inputs) feeds.set(ref.layer, [...(feeds.get(ref.layer) ?? []), layer]);
  }
  const ready = layers.filter(l => l.inputs.length === 0);
  for (const layer of ready)
    for (const next of feeds.get(layer.name) ?? []) {
      const left = (waiting.get(next.name) ?? 0) - 1;
      waiting.set(next.name, left);
      if (left === 0) ready.push(next);
    }
  const missing = layers.flatMap(l =>
    l.inputs.filter(ref => !waiting.has(ref.layer)).map(ref => [l.name, ref.layer] as const),
  )[0];
  if (missing) stop(`${file}: the layer ${missing[0]} refers to a layer ${missing[1]}, which does not exist.`);
  const stuck = layers.find(l => !ready.includes(l));
  if (ready.length < layers.length && stuck) stop(`${file}: the layers go round in a circle through ${stuck.name}.`);
  return ready;
}
