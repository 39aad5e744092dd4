import type { Architecture } from '../core/document/architecture';
import { type Codec, type Exported, fileName, type Written, type WrittenFile } from './codec';

const WEIGHTS = 'weights.bin';

/** Keys that only the model files of TensorFlow.js and Keras have. */
const recognises: NonNullable<Codec['recognises']> = content =>
  'modelTopology' in content ||
  'model_config' in content ||
  ('class_name' in content && 'config' in content) ||
  content.format === 'graph-model';

export const tfjsModel: Codec = {
  id: 'tfjs',
  title: 'TensorFlow.js model, zipped',
  summary: 'model.json and weights.bin for tf.loadLayersModel, in one zip.',
  extensions: ['.zip'],
  async write(content) {
    const written = await writeModel(content, 'model.json');
    if (!written.ok) return written;
    const { writeZip } = await import('./zip/writeZip');
    return { ...written, files: [await writeZip(`${fileName(content.document.title)}.zip`, written.files)] };
  },
  recognises,
  async read(reading) {
    const { readKerasModel } = await import('./keras/readKerasModel');
    return readKerasModel(reading);
  },
};

export const tfjsFolder: Codec = {
  id: 'tfjs-files',
  title: 'TensorFlow.js model, as files',
  summary: 'model.json and weights.bin for tf.loadLayersModel, side by side.',
  extensions: ['.json', '.bin'],
  write: content => writeModel(content, 'model.json'),
};

export const modelTopology: Codec = {
  id: 'topology',
  title: 'Layers only',
  summary: 'The network as Keras layers in JSON, without weights, for tf.models.modelFromJSON.',
  extensions: ['.json'],
  write: content => writeModel({ ...content, weights: null }, `${fileName(content.document.title)}.model.json`),
};

/**
 * A TensorFlow.js layers model: the JSON and, when there are weights, `weights.bin` (one group, float32). The document
 * travels along in `userDefinedMetadata`, so that opening the file again gives back names, positions and modules.
 */
async function writeModel({ document, model, weights }: Exported, name: string): Promise<Written> {
  const { customLayersNote } = await import('./keras/standardLayers');
  const notes = customLayersNote(model.topology);
  const head = { format: 'layers-model', generatedBy: 'Netloom', convertedBy: null, modelTopology: model.topology };
  const tail = { userDefinedMetadata: await ownMetadata(document) };
  if (!weights) return { ok: true, files: [jsonFile(name, { ...head, ...tail })], notes };
  const { encodeWeights } = await import('./weights/manifest');
  const encoded = encodeWeights(model.weights, weights);
  if (!encoded.ok) return encoded;
  const weightsManifest = [{ paths: [WEIGHTS], weights: encoded.entries }];
  const binary: WrittenFile = { name: WEIGHTS, bytes: encoded.bytes, type: 'application/octet-stream' };
  return { ok: true, files: [jsonFile(name, { ...head, weightsManifest, ...tail }), binary], notes };
}

async function ownMetadata(document: Architecture): Promise<Readonly<Record<string, unknown>>> {
  const [{ writeDocument }, { OWN_METADATA }] = await Promise.all([
    import('../core/document/write'),
    import('./keras/modelFile'),
  ]);
  return { [OWN_METADATA]: JSON.parse(writeDocument(document)) };
}

const jsonFile = (name: string, content: unknown): WrittenFile => ({
  name,
  bytes: new TextEncoder().encode(JSON.stringify(content)),
  type: 'application/json',
});
