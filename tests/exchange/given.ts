import type { GivenFile, Opened, WrittenFile } from '../../src/exchange/codec';
import { openFiles } from '../../src/exchange/openFiles';
import { catalogue } from '../../src/ops/catalogue';

/** A file as a drop gives it, from text, JSON or bytes. */
export function given(name: string, content: unknown): GivenFile {
  const bytes =
    content instanceof Uint8Array
      ? content
      : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
  return { name, size: bytes.length, bytes: async () => bytes };
}

export const givenFrom = (files: readonly WrittenFile[], folder = ''): GivenFile[] =>
  files.map(f => given(folder + f.name, f.bytes));

export const open = (...files: readonly GivenFile[]): Promise<Opened> => openFiles(files, catalogue);

/** Opens what must open. */
export async function opened(...files: readonly GivenFile[]): Promise<Extract<Opened, { ok: true }>> {
  const result = await open(...files);
  if (!result.ok) throw new Error(result.says);
  return result;
}

export const jsonOf = (file: { readonly bytes: Uint8Array } | undefined): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(file?.bytes));
