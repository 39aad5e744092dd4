import { type Refused, refused } from '../codec';
import { isList, isRecord, type JsonRecord } from '../json/record';
import { type ManifestGroup, readManifest } from '../weights/manifest';

/** A Keras model as a file describes it, whatever the file's outer layout. */
export interface ModelFile {
  /** `{ class_name, config }` of a Functional or Sequential model. */
  readonly model: KerasModel;
  readonly manifest: readonly ManifestGroup[];
  /** What Netloom wrote beside the layers: the document. */
  readonly ownDocument: unknown;
}
export interface KerasModel {
  readonly kind: 'functional' | 'sequential';
  readonly config: unknown;
}

const FUNCTIONAL = new Set(['Model', 'Functional']);

/** A layer's or a file's `class_name` and `config` as a model; `null` when it is none. */
export function asModel(className: unknown, config: unknown): KerasModel | null {
  if (className === 'Sequential') return { kind: 'sequential', config };
  return typeof className === 'string' && FUNCTIONAL.has(className) ? { kind: 'functional', config } : null;
}

/** Reads the outer layout of a model file; its layers are looked at later. */
export function readModelFile(content: unknown, name: string): ({ readonly ok: true } & ModelFile) | Refused {
  if (!isRecord(content)) return refused(`${name} does not describe a network.`);
  if (content.format === 'graph-model')
    return refused(
      `${name} is a TensorFlow.js graph model, which has operations but no layers. Convert to a layers model instead (tfjs_layers_model).`,
    );
  const outer = 'modelTopology' in content ? content.modelTopology : content;
  if (!isRecord(outer)) return refused(`${name} has an empty modelTopology: there are no layers to read.`);
  const inner = 'model_config' in outer ? outer.model_config : outer;
  if (!isRecord(inner)) return refused(`${name} has an empty model_config: there are no layers to read.`);
  if (isList(inner.node))
    return refused(
      `${name} is a TensorFlow graph without layers, which is not read. Convert to a layers model instead (tfjs_layers_model).`,
    );
  const model = asModel(inner.class_name, inner.config);
  if (!model) return refused(unreadable(inner, name));
  const manifest = content.weightsManifest == null ? null : readManifest(content.weightsManifest, name);
  if (manifest && !manifest.ok) return manifest;
  return { ok: true, model, manifest: manifest?.groups ?? [], ownDocument: ownDocument(content) };
}

const unreadable = (inner: JsonRecord, name: string): string =>
  typeof inner.class_name === 'string'
    ? `${name} describes a model of the class ${inner.class_name}; Functional and Sequential models are read.`
    : `${name} does not say what kind of model it is (class_name is missing).`;

/** Where the writer puts the document, so that opening the file again gives the same graph, names and positions. */
export const OWN_METADATA = 'netloom';

function ownDocument(content: JsonRecord): unknown {
  return isRecord(content.userDefinedMetadata) ? content.userDefinedMetadata[OWN_METADATA] : undefined;
}
