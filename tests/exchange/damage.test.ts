import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/core/document/read';
import { writeDocument } from '../../src/core/document/write';
import { infer } from '../../src/core/inference/infer';
import type { GivenFile } from '../../src/exchange/codec';
import { tfjsFolder, tfjsModel } from '../../src/exchange/tfjsModel';
import { catalogue } from '../../src/ops/catalogue';
import { exported, written } from './exported';
import { given, jsonOf, open } from './given';

const content = await exported('lenet-5');
const [modelFile, weightsFile] = await written(tfjsFolder, content);
const [zipFile] = await written(tfjsModel, { ...content, weights: null });
const { userDefinedMetadata, ...bareModel } = jsonOf(modelFile);
const document: unknown = JSON.parse(writeDocument(content.document));
const weights = given('weights.bin', weightsFile?.bytes);

const JUNK: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  '',
  'x',
  '__proto__',
  'constructor',
  [],
  {},
  [null],
  [['x', 0, 0, {}]],
  { class_name: 'Dense' },
];

/** All the ways into a value, as lists of keys. */
function paths(value: unknown, here: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...here, key]))];
}
function replaced(value: unknown, path: readonly string[], junk: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return junk;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  Object.assign(copy, { [key]: replaced(Reflect.get(copy, key), rest, junk) });
  return copy;
}

/** Opening ends in a legal document that can be shown, or in one sentence; it never throws. */
async function endsWell(...files: readonly GivenFile[]): Promise<void> {
  const result = await open(...files);
  if (!result.ok) {
    expect(result.says).toMatch(/^[^\n]{10,400}\.$/);
    return;
  }
  infer(result.document, catalogue);
  expect(readDocument(writeDocument(result.document))).toMatchObject({ ok: true });
}

describe('whatever is damaged, opening ends in a document or a sentence', () => {
  const anywhereIn = (value: unknown) => fc.constantFrom(...paths(value));
  const junk = fc.constantFrom(...JUNK);

  it('any value of a model replaced by another', async () => {
    await fc.assert(
      fc.asyncProperty(anywhereIn(bareModel), junk, (path, value) =>
        endsWell(given('model.json', JSON.stringify(replaced(bareModel, path, value))), weights),
      ),
      { numRuns: 250 },
    );
  });

  it('any value of the document inside a model replaced by another', async () => {
    await fc.assert(
      fc.asyncProperty(anywhereIn(userDefinedMetadata), junk, (path, value) =>
        endsWell(
          given('model.json', { ...bareModel, userDefinedMetadata: replaced(userDefinedMetadata, path, value) }),
        ),
      ),
      { numRuns: 300 },
    );
  });

  it('any value of a document replaced by another', async () => {
    await fc.assert(
      fc.asyncProperty(anywhereIn(document), junk, (path, value) =>
        endsWell(given('net.json', JSON.stringify(replaced(document, path, value)))),
      ),
      { numRuns: 500 },
    );
  });

  it('a zip with bytes changed, or cut off', async () => {
    const zip = zipFile?.bytes ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(zip.length),
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 6 }),
        (end, changes) => {
          const damaged = zip.slice();
          for (const [at, byte] of changes) damaged[at] = byte;
          return endsWell(given('net.zip', changes.length % 2 ? damaged : damaged.slice(0, end)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
