import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/core/compiler/compile';
import { writeDocument } from '../../src/core/document/write';
import { infer } from '../../src/core/inference/infer';
import { modelTopology, tfjsFolder, tfjsModel } from '../../src/exchange/tfjsModel';
import { catalogue } from '../../src/ops/catalogue';
import { compiled, exported, printed, written } from './exported';
import { given, givenFrom, jsonOf, open, opened } from './given';
import { farthest, loadPlain, predict, savedByTfjs, setByHand } from './plainTfjs';

describe('a network written for TensorFlow.js', () => {
  it('is loaded by plain TensorFlow.js and predicts as with weights set by hand', async () => {
    const content = await exported('lenet-5', 7);
    const model = await loadPlain(await written(tfjsFolder, content));
    const byHand = await loadPlain(await written(tfjsFolder, await exported('lenet-5', 8)));
    setByHand(byHand, content.weights);
    expect(model.countParams()).toBe(61_706);
    expect(farthest(predict(model), predict(byHand))).toBe(0);
  });

  it('is model.json and weights.bin, in a zip or as files', async () => {
    const content = await exported('lenet-5');
    const files = await written(tfjsFolder, content);
    expect(files.map(f => f.name)).toEqual(['model.json', 'weights.bin']);
    expect(files[1]?.bytes.length).toBe(61_706 * 4);
    const [zip] = await written(tfjsModel, content);
    expect(zip?.name).toBe('LeNet-5.zip');
    const unpacked = unzipSync(zip?.bytes ?? new Uint8Array());
    expect(Object.keys(unpacked)).toEqual(['model.json', 'weights.bin']);
    for (const file of files) expect(Buffer.compare(unpacked[file.name] ?? Buffer.of(), file.bytes)).toBe(0);
  });

  it('gives the same bytes for the same content', async () => {
    const content = await exported('lenet-5');
    const [first] = await written(tfjsModel, content);
    const [second] = await written(tfjsModel, content);
    expect(Buffer.compare(first?.bytes ?? Buffer.of(), second?.bytes ?? Buffer.of())).toBe(0);
  });

  it('has no weights when there are none, or when only the layers are asked for', async () => {
    const content = await exported('lenet-5');
    for (const files of [
      await written(modelTopology, content),
      await written(tfjsFolder, { ...content, weights: null }),
    ]) {
      expect(files).toHaveLength(1);
      expect(jsonOf(files[0])).not.toHaveProperty('weightsManifest');
    }
  });

  it('is not written with weights of another network', async () => {
    const content = await exported('lenet-5');
    const other = await exported('multilayer-perceptron');
    const result = await tfjsFolder.write?.({ ...content, weights: other.weights });
    expect(result).toEqual({
      ok: false,
      says: 'The weights of C1/kernel are missing, so the trained network cannot be written.',
    });
  });

  it('names the layers that plain TensorFlow.js does not have', async () => {
    const { document, weights } = await exported('lenet-5');
    const nodes = document.graph.nodes.map(n => (n.name === 'C3' ? { ...n, params: { ...n.params, groups: 2 } } : n));
    const grouped = { ...document, graph: { ...document.graph, nodes } };
    const result = await modelTopology.write?.({ document: grouped, model: compiled(grouped), weights });
    expect(result?.ok && result.notes).toEqual([
      'Plain TensorFlow.js does not have GeneralConv2D. It has to be registered before this file is loaded.',
    ]);
  });
});

describe('opening it again', () => {
  const ways = {
    'as a zip': async (content: Parameters<typeof written>[1]) => givenFrom(await written(tfjsModel, content)),
    'as two files': async (content: Parameters<typeof written>[1]) => givenFrom(await written(tfjsFolder, content)),
    'as a folder': async (content: Parameters<typeof written>[1]) =>
      givenFrom(await written(tfjsFolder, content), 'trained/'),
  };
  it.each(Object.entries(ways))('gives the same document and the same weights, %s', async (_, files) => {
    const content = await exported('lenet-5');
    const { document, weights, notes } = await opened(...(await files(content)));
    expect(writeDocument(document)).toBe(writeDocument(content.document));
    expect(printed(weights)).toEqual(printed(content.weights));
    expect(notes).toEqual([]);
  });

  it('gives the document without weights from the layers alone, or from model.json without its weights.bin', async () => {
    const content = await exported('lenet-5');
    const layers = await opened(...givenFrom(await written(modelTopology, content)));
    expect(layers).toMatchObject({ document: content.document, weights: null, notes: [] });
    const [json] = givenFrom(await written(tfjsFolder, content));
    const half = await opened(...(json ? [json] : []));
    expect(half.document).toEqual(content.document);
    expect(half.notes).toEqual([
      'weights.bin was not given with model.json, so the network opened without its trained weights.',
    ]);
  });

  it('gives the same document after plain TensorFlow.js loaded and saved it', async () => {
    const content = await exported('lenet-5-relu');
    const files = await savedByTfjs(await loadPlain(await written(tfjsFolder, content)));
    const { document, weights, notes } = await opened(...files);
    expect(document).toEqual(content.document);
    expect(printed(weights)).toEqual(printed(content.weights));
    expect(notes).toEqual([]);
  });

  it('reads the layers, and says so, when they were changed since', async () => {
    const [file] = await written(modelTopology, await exported('lenet-5'));
    const text = new TextDecoder().decode(file?.bytes).replace('"units":84', '"units":42');
    const { document, notes } = await opened(given('model.json', text));
    expect(document.graph.nodes.find(n => n.name === 'F6')?.params).toEqual({ units: 42 });
    expect(notes).toEqual([
      'The layers in model.json were changed after Netloom wrote it, so they were read and not the document inside.',
    ]);
  });
});

describe('a file without the document inside', () => {
  const strip = (json: Record<string, unknown>) => ({ ...json, userDefinedMetadata: undefined });

  it.each(['lenet-5', 'lenet-5-relu', 'multilayer-perceptron'])('gives an equivalent graph for %s', async id => {
    const content = await exported(id);
    const [json, weights] = await written(tfjsFolder, content);
    const result = await opened(given('model.json', strip(jsonOf(json))), given('weights.bin', weights?.bytes));
    const again = compiled(result.document);
    // The layers already have unique names, so that even those come back.
    expect(again.topology.config.layers).toEqual(content.model.topology.config.layers);
    expect(printed(result.weights)).toEqual(printed(content.weights));
    expect(infer(result.document, catalogue).problems).toEqual([]);
  });

  it('predicts the same when it is written and loaded again', async () => {
    const content = await exported('lenet-5');
    const [json, weights] = await written(tfjsFolder, content);
    const { document, weights: read } = await opened(
      given('model.json', strip(jsonOf(json))),
      given('weights.bin', weights?.bytes),
    );
    const result = compile(document, catalogue, infer(document, catalogue));
    if (!result.ok) throw new Error('it does not compile');
    const rewritten = await written(tfjsFolder, { document, model: result.model, weights: read });
    const before = predict(await loadPlain(await written(tfjsFolder, content)));
    expect(farthest(predict(await loadPlain(rewritten)), before)).toBe(0);
  });

  it('stays closed when its weights have another shape', async () => {
    const [json, weights] = await written(tfjsFolder, await exported('lenet-5'));
    const text = JSON.stringify(strip(jsonOf(json))).replace(
      '"name":"F6/kernel","shape":[120,84]',
      '"name":"F6/kernel","shape":[84,120]',
    );
    expect(await open(given('model.json', text), given('weights.bin', weights?.bytes))).toEqual({
      ok: false,
      says: 'model.json: the weights F6/kernel are 84×120, but the network needs 120×84.',
    });
  });
});
