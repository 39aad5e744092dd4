import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KerasLayer } from '../../src/core/compiler/compiled';
import { readDocument } from '../../src/core/document/read';
import { writeDocument } from '../../src/core/document/write';
import { infer } from '../../src/core/inference/infer';
import { modelTopology } from '../../src/exchange/tfjsModel';
import { catalogue } from '../../src/ops/catalogue';
import { compiled, written } from './exported';
import { given, jsonOf, opened } from './given';

const folder = new URL('../../presets/', import.meta.url);
const presets = readdirSync(folder).filter(name => name.endsWith('.netloom.json'));

/** A layer by what it does: its kind, its settings, how many tensors it takes. */
const described = ({ class_name, config, inbound_nodes }: KerasLayer): string => {
  const { name: _, ...settings } = config;
  return `${class_name} ${inbound_nodes[0]?.length ?? 0} ${JSON.stringify(settings)}`;
};

describe.each(presets)('%s as Keras layers', name => {
  const read = readDocument(readFileSync(new URL(name, folder), 'utf8'));
  if (!read.ok) throw new Error(read.says);
  const { document } = read;
  const model = compiled(document);

  it('opens as the same document, modules and positions included', async () => {
    const [file] = await written(modelTopology, { document, model, weights: null });
    const result = await opened(given('model.json', file?.bytes));
    expect(writeDocument(result.document)).toBe(writeDocument(document));
    expect(result.notes).toEqual([]);
  });

  it('opens as the same layers, spread out, when the document inside is taken away', async () => {
    const [file] = await written(modelTopology, { document, model, weights: null });
    const result = await opened(given('model.json', { ...jsonOf(file), userDefinedMetadata: undefined }));
    const again = compiled(result.document);
    expect(result.notes).toEqual([]);
    expect(again.topology.config.layers.map(described).sort()).toEqual(
      model.topology.config.layers.map(described).sort(),
    );
    expect(again.outputs.map(o => o.shape)).toEqual(model.outputs.map(o => o.shape));
    // Padding inside a convolution comes back as a node of its own, which is one more tensor to keep in training.
    const { activations: _, ...costs } = infer(document, catalogue).costs;
    expect(infer(result.document, catalogue).costs).toMatchObject(costs);
  });
});
