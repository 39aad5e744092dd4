import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { unwrapWoff } from '../../../src/ui/figure/export/woff';

const file = createRequire(import.meta.url).resolve(
  '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff',
);
const font = unwrapWoff(new Uint8Array(readFileSync(file)));
const view = new DataView(font.buffer);
const tables = Array.from({ length: view.getUint16(4) }, (_, i) => {
  const at = 12 + i * 16;
  const tag = String.fromCharCode(...font.subarray(at, at + 4));
  return { tag, checksum: view.getUint32(at + 4), offset: view.getUint32(at + 8), length: view.getUint32(at + 12) };
});

describe('a font taken out of its WOFF', () => {
  it('is TrueType with the tables that PDF needs', () => {
    expect(view.getUint32(0)).toBe(0x00010000);
    expect(tables.map(t => t.tag)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca', 'maxp']));
  });

  it('has tables that add up to their checksums', () => {
    for (const { tag, checksum, offset, length } of tables.filter(t => t.tag !== 'head')) {
      let sum = 0;
      for (let at = 0; at < Math.ceil(length / 4) * 4; at += 4) sum = (sum + view.getUint32(offset + at)) >>> 0;
      expect(sum, tag).toBe(checksum);
    }
  });

  it('is refused when it is something else', () => {
    expect(() => unwrapWoff(new Uint8Array(100))).toThrow('not a WOFF font');
  });
});
