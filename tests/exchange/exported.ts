import { PRESETS } from '../../presets';
import { compile } from '../../src/core/compiler/compile';
import type { Compiled, Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import type { Architecture } from '../../src/core/document/architecture';
import { infer } from '../../src/core/inference/infer';
import type { Codec, Exported, WrittenFile } from '../../src/exchange/codec';
import { catalogue } from '../../src/ops/catalogue';

export function compiled(document: Architecture): Compiled {
  const result = compile(document, catalogue, infer(document, catalogue));
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join(' '));
  return result.model;
}

/** A preset ready to be written, with weights drawn from the seed. */
export async function exported(
  id: string,
  seed = 1,
): Promise<Exported & { weights: NonNullable<Exported['weights']> }> {
  const document = await PRESETS.find(p => p.id === id)?.load();
  if (!document) throw new Error(`no preset ${id}`);
  const model = compiled(document);
  return { document, model, weights: initialise(model.weights, seed) };
}

/** The files that a codec writes; it must not refuse. */
export async function written(codec: Codec, content: Exported): Promise<readonly WrittenFile[]> {
  const result = await codec.write?.(content);
  if (!result?.ok) throw new Error(result?.says ?? `${codec.id} cannot be written`);
  return result.files;
}

/** Weights as text that is quick to compare: name, shape, and the values' bits. */
export const printed = (weights: Weights | null): string[] | null =>
  weights &&
  [...weights].map(([name, { shape, values }]) => {
    const bits = Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
    return `${name} ${shape.join('×')} ${bits}`;
  });
