import { formatValue } from '../../core/inference/parameters';
import type { Catalogue, Operation } from '../../core/op/operation';
import { isMany } from '../../core/op/operation';
import { type ParamValues, rejects, sameValue } from '../../core/op/params';
import { type Refused, refused } from '../codec';
import type { JsonRecord } from '../json/record';
import { isIdentity, splitActivation } from './activations';
import type { FlatLayer, FlatModel } from './flatten';

/** A Keras layer as one of our operations, before it has a place. */
export interface ImportedNode {
  /** The flat layer's key; a split-off activation has the layer's key and `:activation`. */
  readonly key: string;
  /** What the person sees. */
  readonly name: string;
  /** Name under which the file keeps its weights; `null` for nodes that the file knows no layer for. */
  readonly weightsUnder: string | null;
  /** `keras:ClassName` when no operation reads the layer; then `params.config` holds its settings as JSON. */
  readonly op: string;
  readonly params: ParamValues;
  /** Keys of the nodes that feed its ports. */
  readonly inputs: readonly { readonly from: string; readonly port: string }[];
}
export interface ImportedModel {
  readonly nodes: readonly ImportedNode[];
  readonly notes: readonly string[];
}

/** How many layers a note names before it says how many more there are. */
const NAMED = 3;

/** Turns layers into nodes by the operations' `fromKeras`. Illegal sizes are refused, unknown layers are kept. */
export function importLayers(
  model: FlatModel,
  ops: Catalogue,
  file: string,
): ({ readonly ok: true } & ImportedModel) | Refused {
  const nodes: ImportedNode[] = [];
  const unknown: string[] = [];
  // What a layer's consumers connect to: its own node, its activation, or what feeds it when it does nothing.
  const end = new Map<string, string>();
  const feeding = (keys: readonly string[]): readonly string[] => keys.map(k => end.get(k) ?? k);

  for (const layer of model.layers) {
    const inputs = feeding(layer.inputs);
    const [only] = inputs;
    if (isIdentity(layer.className, layer.config) && only !== undefined) {
      end.set(layer.key, only);
      continue;
    }
    const split = splitActivation(layer.className, layer.config);
    // In a layer that is not known, an activation may be part of how it works (LSTM).
    const { bare, activation } = read(layer.className, split.bare, ops)
      ? split
      : { bare: layer.config, activation: null };
    const node = importLayer({ ...layer, config: bare, inputs }, ops);
    if (typeof node === 'string') return refused(`${file}: ${node}`);
    nodes.push(node);
    if (node.op.startsWith(UNKNOWN)) unknown.push(`${layer.key} (${layer.className})`);
    end.set(layer.key, node.key);
    if (!activation) continue;
    const name = typeof activation.activation === 'string' ? activation.activation : 'activation';
    const key = `${layer.key}:activation`;
    const added = importLayer({ key, name, className: 'Activation', config: activation, inputs: [node.key] }, ops);
    if (typeof added === 'string') return refused(`${file}: ${added}`);
    nodes.push({ ...added, name, weightsUnder: null });
    if (added.op.startsWith(UNKNOWN)) unknown.push(`the activation ${name} of ${layer.key}`);
    end.set(layer.key, key);
  }

  const outputs = feeding(model.outputs);
  const outputPort = Object.keys(ops.get('output')?.inputs ?? {})[0] ?? 'x';
  for (const [i, from] of outputs.entries()) {
    const name = outputs.length === 1 ? 'Prediction' : `Prediction ${i + 1}`;
    nodes.push({
      key: `output:${i}`,
      name,
      weightsUnder: null,
      op: 'output',
      params: {},
      inputs: [{ from, port: outputPort }],
    });
  }
  return { ok: true, nodes, notes: unknown.length > 0 ? [unknownNote(unknown)] : [] };
}

const UNKNOWN = 'keras:';

function unknownNote(unknown: readonly string[]): string {
  const named = unknown.slice(0, NAMED).join(', ');
  const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
  const one = unknown.length === 1;
  return `Netloom has no operation for ${named}${more}. ${one ? 'It was' : 'They were'} kept as ${one ? 'an unknown node' : 'unknown nodes'} with all settings.`;
}

/** The node, or the end of a sentence when one of its settings is impossible. */
function importLayer(layer: FlatLayer, ops: Catalogue): ImportedNode | string {
  const { key, name, className, config } = layer;
  const found = read(className, config, ops);
  const base = { key, name: key, weightsUnder: name };
  if (!found) {
    const inputs = layer.inputs.map((from, i) => ({ from, port: layer.inputs.length === 1 ? 'x' : `x.${i}` }));
    return { ...base, op: `${UNKNOWN}${className}`, params: { config: JSON.stringify(config) }, inputs };
  }
  const { op, given } = found;
  const params: Record<string, ParamValues[string]> = {};
  for (const [param, spec] of Object.entries(op.params)) {
    const value = given[param];
    if (value === undefined) continue;
    const wrong = rejects(spec, value);
    if (wrong)
      return `the layer ${key} (${className}) has an impossible setting: ${spec.label} ${wrong}, not ${formatValue(value)}.`;
    if (!sameValue(value, spec.default)) params[param] = value;
  }
  const ports = portsFor(op, layer.inputs.length);
  if (!ports) {
    const needs = Object.keys(op.inputs).length;
    return `the layer ${key} (${className}) takes ${needs === 0 ? 'no input' : needs === 1 ? '1 input' : `${needs} inputs`}, but ${layer.inputs.length} lead into it.`;
  }
  return { ...base, op: op.id, params, inputs: layer.inputs.map((from, i) => ({ from, port: ports[i] ?? 'x' })) };
}

function read(
  className: string,
  config: JsonRecord,
  ops: Catalogue,
): { readonly op: Operation; readonly given: ParamValues } | null {
  for (const op of ops.values()) {
    const reader = op.fromKeras && Object.hasOwn(op.fromKeras, className) ? op.fromKeras[className] : undefined;
    const given = reader?.(config);
    if (given) return { op, given };
  }
  return null;
}

/** The port of each of `count` wires; `null` when the operation takes fewer or another number. */
function portsFor(op: Operation, count: number): readonly string[] | null {
  const ports = Object.entries(op.inputs);
  const [first] = ports;
  if (first && isMany(first[1])) return Array.from({ length: count }, (_, i) => `${first[0]}.${i}`);
  return ports.length >= count ? ports.map(([name]) => name) : null;
}
