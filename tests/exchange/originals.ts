import { strToU8, zipSync } from 'fflate';
import { writeDocument } from '../../src/core/document/write';
import type { GivenFile } from '../../src/exchange/codec';
import { tfjsFolder, tfjsModel } from '../../src/exchange/tfjsModel';
import { exported, written } from './exported';
import { given, jsonOf } from './given';

/* What tests damage: a document, a trained model as two files and as a zip, a small Keras model. */
export const content = await exported('lenet-5');
export const text = writeDocument(content.document);
const [modelFile, weightsFile] = await written(tfjsFolder, content);
const [zipFile] = await written(tfjsModel, content);
export const modelText = new TextDecoder().decode(modelFile?.bytes);
export const weightBytes = weightsFile?.bytes ?? new Uint8Array();
/** The same as one zip. */
export const zipBytes = zipFile?.bytes ?? new Uint8Array();

export const doc = (more: object): object => ({ ...JSON.parse(text), ...more });
export const nodeChanged = (more: object): object => {
  const { graph, ...rest } = JSON.parse(text);
  const nodes = graph.nodes.map((n: { name: string }) => (n.name === 'C3' ? { ...n, ...more } : n));
  return { ...rest, graph: { ...graph, nodes } };
};
/** The model without the document inside, its JSON text changed in one place. */
export function modelWith(from: string, to: string): GivenFile {
  const bare = JSON.stringify({ ...jsonOf({ bytes: strToU8(modelText) }), userDefinedMetadata: undefined });
  if (!bare.includes(from)) throw new Error(`nothing to change: ${from}`);
  return given('model.json', bare.replace(from, to));
}
export const weights = given('weights.bin', weightBytes);

export const inputLayer = {
  class_name: 'InputLayer',
  name: 'x',
  config: { name: 'x', batch_input_shape: [null, 4] },
  inbound_nodes: [],
};
export const dense = (name: string, from: string | readonly string[], config: object = { units: 3 }): object => ({
  class_name: 'Dense',
  name,
  config: { name, ...config },
  inbound_nodes: [[from].flat().map(f => [f, 0, 0, {}])],
});
export const functional = (layers: readonly unknown[], outputs: readonly string[] = ['a']): object => ({
  class_name: 'Functional',
  config: { name: 'net', layers, input_layers: [['x', 0, 0]], output_layers: outputs.map(o => [o, 0, 0]) },
});
export const model = (layers: readonly unknown[], outputs?: readonly string[]): GivenFile =>
  given('net.json', functional(layers, outputs));

/** A zip with bytes overwritten, counted from where the signature stands first. */
export function patched(zip: Uint8Array, signature: number, offset: number, bytes: readonly number[]): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at++;
  copy.set(bytes, at + offset);
  return copy;
}
/** Begins each entry of a zip's list of contents. */
export const CENTRAL = 0x02014b50;
export const small = zipSync({ 'model.json': strToU8(text) });
export const unread = (name: string, size: number): GivenFile => ({
  name,
  size,
  bytes: () => Promise.reject(new Error('it must not be read')),
});
export const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
export const nested = (depth: number): object =>
  depth === 0
    ? { class_name: 'Dense', config: { name: 'd', units: 3, batch_input_shape: [null, 4] } }
    : { class_name: 'Sequential', config: { name: `s${depth}`, layers: [nested(depth - 1)] } };
