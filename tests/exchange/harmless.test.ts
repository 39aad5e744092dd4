import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { given, open } from './given';
import { content, modelText, nodeChanged, text, weightBytes } from './originals';

describe('what is odd but harmless opens', () => {
  it('a document with a byte order mark, under any name', async () => {
    expect(await open(given('lenet.txt', `\uFEFF${text}`))).toMatchObject({ ok: true, notes: [] });
  });

  it('an operation that this version does not know, kept as it is', async () => {
    const result = await open(given('net.json', nodeChanged({ op: 'fold', params: { folds: 3 } })));
    const node = result.ok && result.document.graph.nodes.find(n => n.name === 'C3');
    expect(node).toMatchObject({ op: 'fold', params: { folds: 3 } });
  });

  it('a zip with what macOS puts beside the files', async () => {
    const zip = zipSync({
      'net/model.json': strToU8(text),
      '__MACOSX/net/._model.json': strToU8('{"junk"'),
      'net/.DS_Store': strToU8('x'),
    });
    expect(await open(given('net.zip', zip))).toMatchObject({ ok: true, document: content.document });
  });

  it('weights that no layer uses, with a note', async () => {
    const json = JSON.parse(modelText);
    json.weightsManifest[0].weights.push({ name: 'extra/kernel', shape: [1], dtype: 'float32' });
    const longer = new Uint8Array(weightBytes.length + 4);
    longer.set(weightBytes);
    const result = await open(given('model.json', json), given('weights.bin', longer));
    expect(result).toMatchObject({
      ok: true,
      notes: ['model.json also holds the weights extra/kernel, which no layer uses.'],
    });
  });
});
