import type { WrittenFile } from '../codec';

/** The moment that is written into every zip, so that the same content gives the same bytes. */
const EPOCH = new Date(1980, 0, 1);

/** Packs files into one zip. Text is compressed; numbers are stored, as they hardly get smaller. */
export async function writeZip(name: string, files: readonly WrittenFile[]): Promise<WrittenFile> {
  const { zipSync } = await import('fflate');
  const bytes = zipSync(
    Object.fromEntries(
      files.map(f => [f.name, [f.bytes, { level: f.type === 'application/json' ? 6 : 0, mtime: EPOCH }] as const]),
    ),
  );
  return { name, bytes, type: 'application/zip' };
}
