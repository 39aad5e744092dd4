import { compile } from '../../core/compiler/compile';
import type { Weights, WeightTensor } from '../../core/compiler/compiled';
import { type Architecture, EMPTY } from '../../core/document/architecture';
import { readDocument } from '../../core/document/read';
import { infer } from '../../core/inference/infer';
import type { Catalogue } from '../../core/op/operation';
import type { Opened, Reading, Refused } from '../codec';
import { matchWeights } from '../weights/matchWeights';
import { readWeightFiles } from '../weights/readWeightFiles';
import { flatten } from './flatten';
import { type ImportedModel, importLayers } from './importLayers';
import { layeredPositions } from './layeredPositions';
import { asModel, readModelFile } from './modelFile';

/** An imported document, and what the file may call the weights of each of its nodes' layers. */
interface Candidate {
  readonly document: Architecture;
  readonly notes: readonly string[];
  namesFor(nodeId: string | undefined, layer: string): readonly string[];
}

/**
 * Opens a Keras or TensorFlow.js layers model: the document that Netloom put into it, when the layers still say the
 * same; else the layers themselves. Weights beside it are matched by name and shape; if they do not fit, nothing opens.
 */
export async function readKerasModel({ name, content, files, ops }: Reading): Promise<Opened> {
  const file = readModelFile(content, name);
  if (!file.ok) return file;
  const flat = flatten(file.model, name);
  if (!flat.ok) return flat;
  const imported = importLayers(flat, ops, name);
  if (!imported.ok) return imported;

  const own = restore(file.ownDocument, imported, ops);
  const candidate = own ?? fromImported(imported, titleFrom(name, file.model.config));
  const notes = [...candidate.notes];
  if (file.ownDocument !== undefined && !own)
    notes.push(
      `The layers in ${name} were changed after Netloom wrote it, so they were read and not the document inside.`,
    );
  if (file.manifest.length === 0) {
    const hdf5 = files.find(f => f.name.endsWith('.h5'));
    if (hdf5)
      notes.push(`${hdf5.name} is in HDF5, which is not read, so the network opened without its trained weights.`);
    return { ok: true, document: candidate.document, weights: null, notes };
  }

  const tensors = await readWeightFiles(file.manifest, name, files);
  if (!tensors.ok) return tensors;
  if (!tensors.tensors) {
    notes.push(`${tensors.missing} was not given with ${name}, so the network opened without its trained weights.`);
    return { ok: true, document: candidate.document, weights: null, notes };
  }
  const matched = weightsFor(candidate, tensors.tensors, ops, name);
  if (!matched.ok) return matched;
  return { ok: true, document: candidate.document, weights: matched.weights, notes: [...notes, ...matched.notes] };
}

function weightsFor(
  { document, namesFor }: Candidate,
  given: ReadonlyMap<string, WeightTensor>,
  ops: Catalogue,
  file: string,
): { readonly ok: true; readonly weights: Weights | null; readonly notes: readonly string[] } | Refused {
  const compiled = compile(document, ops, infer(document, ops));
  if (!compiled.ok)
    return {
      ok: true,
      weights: null,
      notes: [`The weights in ${file} were left out, because the network has problems to mend first.`],
    };
  const { layers, weights } = compiled.model;
  const matched = matchWeights(weights, given, layer => namesFor(layers[layer]?.path[0], layer), file);
  if (!matched.ok) return matched;
  const [first, ...others] = matched.unused;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return {
    ok: true,
    weights: matched.weights,
    notes: first === undefined ? [] : [`${file} also holds the weights ${first}${more}, which no layer uses.`],
  };
}

/** Our own document, if it is legal and compiles to the very layers that the file has. */
function restore(own: unknown, imported: ImportedModel, ops: Catalogue): Candidate | null {
  if (own === undefined) return null;
  const read = readDocument(own);
  if (!read.ok) return null;
  const { document } = read;
  const compiled = compile(document, ops, infer(document, ops));
  if (!compiled.ok) return null;
  const { class_name, config } = compiled.model.topology;
  const model = asModel(class_name, config);
  const flat = model && flatten(model, document.title);
  const ours = flat?.ok ? importLayers(flat, ops, document.title) : null;
  if (!ours?.ok || fingerprint(ours) !== fingerprint(imported)) return null;
  return { document, notes: [], namesFor: (_, layer) => [layer] };
}

/** Equal for two models whose layers have the same names, settings and inputs. */
const fingerprint = ({ nodes }: ImportedModel): string =>
  JSON.stringify(
    nodes
      .map(({ key, op, params, inputs }) => [
        key,
        op,
        Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)),
        inputs,
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );

function fromImported({ nodes, notes }: ImportedModel, title: string): Candidate {
  const ids = new Map(nodes.map((node, i) => [node.key, `n${i + 1}`]));
  const places = layeredPositions(nodes.map(n => ({ key: n.key, inputs: n.inputs.map(i => i.from) })));
  const idOf = (key: string): string => ids.get(key) ?? key;
  const document: Architecture = {
    ...EMPTY,
    title,
    graph: {
      nodes: nodes.map(({ key, name, op, params }) => ({
        id: idOf(key),
        op,
        name,
        params,
        at: places.get(key) ?? [0, 0],
      })),
      wires: nodes.flatMap(({ key, inputs }) =>
        inputs.map(({ from, port }) => ({ from: [idOf(from), 'y'] as const, to: [idOf(key), port] as const })),
      ),
    },
  };
  const sources = new Map(nodes.map(n => [idOf(n.key), [n.key, ...(n.weightsUnder ? [n.weightsUnder] : [])]]));
  return { document, notes, namesFor: (id, layer) => sources.get(id ?? '') ?? [layer] };
}

/** The model's own name where a person chose one, else the file's. */
function titleFrom(file: string, config: unknown): string {
  const name = typeof config === 'object' && config !== null && 'name' in config ? config.name : undefined;
  if (typeof name === 'string' && name !== '' && !/^(model|sequential|functional)(_?\d+)?$/i.test(name)) return name;
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return /^(model|config)$/i.test(base) ? 'Imported model' : base || 'Imported model';
}
