import { type Refused, refused } from '../codec';
import { isList, isRecord, type JsonRecord } from '../json/record';
import type { KerasModel } from './modelFile';

/** A reference to what a layer gives: its name and which of its outputs. */
export interface TensorRef {
  readonly layer: string;
  readonly tensor: number;
}
/** A layer as the file has it, with its inbound tensors read from whichever notation the Keras version used. */
export interface RawLayer {
  readonly name: string;
  readonly className: string;
  readonly config: JsonRecord;
  readonly inputs: readonly TensorRef[];
}
export interface RawModel {
  readonly layers: readonly RawLayer[];
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
}

/** The layers of a Functional model, checked one by one. */
export function readFunctional(model: KerasModel, file: string): ({ readonly ok: true } & RawModel) | Refused {
  const { config } = model;
  if (!isRecord(config) || !isList(config.layers)) return refused(`${file} has no list of layers in its config.`);
  const layers: RawLayer[] = [];
  for (const [i, entry] of config.layers.entries()) {
    const layer = readLayer(entry, i, file);
    if (typeof layer === 'string') return refused(layer);
    const calls = isRecord(entry) ? (entry.inbound_nodes ?? []) : [];
    if (!isList(calls)) return refused(`${file}: the layer ${layer.name} has inbound_nodes that are not a list.`);
    if (calls.length > 1)
      return refused(
        `${file}: the layer ${layer.name} is shared, used in ${calls.length} places. Give each place a layer of its own.`,
      );
    const inputs = calls.length === 0 ? [] : readCall(calls[0]);
    if (!inputs) return refused(`${file}: where the layer ${layer.name} takes its input from cannot be read.`);
    layers.push({ ...layer, inputs });
  }
  const inputs = readEnds(config.input_layers);
  const outputs = readEnds(config.output_layers);
  if (!inputs) return refused(`${file}: the list of its input layers (input_layers) cannot be read.`);
  if (!outputs) return refused(`${file}: the list of its output layers (output_layers) cannot be read.`);
  return { ok: true, layers, inputs, outputs };
}

/** The layers of a Sequential model, each feeding the next. */
export function readSequential(
  model: KerasModel,
  file: string,
): { readonly ok: true; readonly layers: readonly Omit<RawLayer, 'inputs'>[]; readonly inputShape: unknown } | Refused {
  const { config } = model;
  const list = isRecord(config) ? config.layers : config;
  if (!isList(list)) return refused(`${file} has no list of layers in its config.`);
  const layers: Omit<RawLayer, 'inputs'>[] = [];
  for (const [i, entry] of list.entries()) {
    const layer = readLayer(entry, i, file);
    if (typeof layer === 'string') return refused(layer);
    layers.push(layer);
  }
  return { ok: true, layers, inputShape: layers[0] ? inputShapeOf(config, layers[0].config, list[0]) : undefined };
}

/** Keras 1 and 2 put the shape into the first layer, a later build into the model, Keras 3 beside the layer. */
function inputShapeOf(config: unknown, first: JsonRecord, entry: unknown): unknown {
  const built = isRecord(entry) && isRecord(entry.build_config) ? entry.build_config.input_shape : undefined;
  const model = isRecord(config) ? config.build_input_shape : undefined;
  return first.batch_input_shape ?? first.batch_shape ?? model ?? built;
}

function readLayer(entry: unknown, index: number, file: string): Omit<RawLayer, 'inputs'> | string {
  const where = `${file}: layer ${index + 1}`;
  if (!isRecord(entry)) return `${where} is not a layer but ${kindOf(entry)}.`;
  const { class_name: className, config } = entry;
  if (typeof className !== 'string' || className === '')
    return `${where} does not say its kind (class_name is missing).`;
  const name = entry.name ?? (isRecord(config) ? config.name : undefined) ?? `${className.toLowerCase()}_${index + 1}`;
  if (typeof name !== 'string') return `${where} (${className}) has a name that is not text.`;
  if (isList(config)) return { name, className, config: { layers: config } };
  if (!isRecord(config)) return `${where} (${className}) has no settings (config is missing).`;
  return { name, className, config };
}

const kindOf = (v: unknown): string => (v === null ? 'null' : isList(v) ? 'a list' : `a ${typeof v}`);

/** One call of a layer: `[["conv", 0, 0, {}]]` up to Keras 2, `{ args: [{ config: { keras_history } }] }` in Keras 3. */
function readCall(call: unknown): TensorRef[] | null {
  if (isRecord(call) && isList(call.args)) return histories(call.args);
  if (!isList(call)) return null;
  const refs: TensorRef[] = [];
  // A single tensor may stand without the outer list.
  for (const entry of typeof call[0] === 'string' ? [call] : call) {
    const ref = readRef(entry);
    if (!ref) return null;
    refs.push(ref);
  }
  return refs;
}

/** The tensors in Keras 3's arguments, lists looked into. */
function histories(value: unknown): TensorRef[] {
  if (isList(value)) return value.flatMap(histories);
  if (!isRecord(value) || value.class_name !== '__keras_tensor__' || !isRecord(value.config)) return [];
  const ref = readRef(value.config.keras_history);
  return ref ? [ref] : [];
}

function readRef(value: unknown): TensorRef | null {
  if (!isList(value)) return null;
  const [layer, , tensor] = value;
  return typeof layer === 'string' ? { layer, tensor: typeof tensor === 'number' ? tensor : 0 } : null;
}

/** `input_layers` and `output_layers`: a list of references, one reference alone, or a record of them. */
function readEnds(value: unknown): TensorRef[] | null {
  if (isRecord(value)) return readEnds(Object.values(value));
  if (!isList(value)) return null;
  return readCall(value);
}
