import '@tensorflow/tfjs-backend-cpu';
import { io, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { Weights } from '../../src/core/compiler/compiled';
import type { GivenFile } from '../../src/exchange/codec';
import { given, jsonOf } from './given';

/** Loads model.json and its weights as `tf.loadLayersModel` does from a server, but from memory. */
export async function loadPlain(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<LayersModel> {
  const json = jsonOf(files.find(f => f.name === 'model.json')) as unknown as io.ModelJSON;
  return loadLayersModel({
    load: () =>
      io.getModelArtifactsForJSON(json, async manifest => {
        const parts = manifest
          .flatMap(g => g.paths)
          .map(path => files.find(f => f.name === path)?.bytes.slice().buffer);
        return [manifest.flatMap(g => g.weights), io.concatenateArrayBuffers(parts.filter(p => p !== undefined))];
      }),
  });
}

/** What plain TensorFlow.js saves, as files that lie together in one folder. */
export async function savedByTfjs(model: LayersModel): Promise<GivenFile[]> {
  let saved: io.ModelArtifacts | undefined;
  await model.save({
    save: async artifacts => {
      saved = artifacts;
      return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts) };
    },
  });
  if (!saved?.weightData || !saved.weightSpecs) throw new Error('the model was not saved');
  const manifest = [{ paths: ['model.weights.bin'], weights: saved.weightSpecs }];
  const data = Array.isArray(saved.weightData) ? io.concatenateArrayBuffers(saved.weightData) : saved.weightData;
  const { modelTopology, format, generatedBy, convertedBy, userDefinedMetadata } = saved;
  return [
    given('model.json', {
      modelTopology,
      format,
      generatedBy,
      convertedBy,
      userDefinedMetadata,
      weightsManifest: manifest,
    }),
    given('model.weights.bin', new Uint8Array(data)),
  ];
}

/** Sets a model's weights one by one, by name. */
export function setByHand(model: LayersModel, weights: Weights): void {
  for (const layer of model.layers)
    layer.setWeights(
      layer.weights.map(w => {
        const values = weights.get(w.originalName);
        if (!values) throw new Error(`no weights ${w.originalName}`);
        return tensor(values.values, [...values.shape]);
      }),
    );
}

/** Predictions for samples whose values repeat from a fixed series, flat. */
export function predict(model: LayersModel, samples = 4): Float32Array {
  return tidy(() => {
    const shapes = model.inputs.map(i => [samples, ...i.shape.slice(1).map(d => d ?? 8)]);
    const inputs = shapes.map((shape, k) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return tensor(
        Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.37 + k)),
        shape,
      );
    });
    const result = model.predict(inputs) as Tensor | Tensor[];
    return Float32Array.from([result].flat().flatMap(t => [...t.dataSync()]));
  });
}

/** Largest difference between two series of equal length. */
export function farthest(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? Number.NaN))), 0);
}
