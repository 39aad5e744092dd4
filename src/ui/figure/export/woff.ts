import { unzlibSync } from 'fflate';

const HEADER = 44;
const ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A font in WOFF 1.0 as the TrueType file that it wraps, which PDF embeds. Rejects what is no WOFF.
 * The layout is that of the W3C recommendation of 2012.
 */
export function unwrapWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.byteLength < HEADER || view.getUint32(0) !== 0x774f4646) throw new Error('not a WOFF font');
  const count = view.getUint16(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * ENTRY;
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map(by => view.getUint32(at + by));
    const stored = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    const bytes = (packed ?? 0) < (length ?? 0) ? unzlibSync(stored) : stored;
    return { tag: tag ?? 0, checksum: checksum ?? 0, bytes };
  });
  const padded = (length: number): number => (length + 3) & ~3;
  let offset = SFNT_HEADER + count * SFNT_ENTRY;
  const font = new Uint8Array(offset + tables.reduce((sum, t) => sum + padded(t.bytes.length), 0));
  const out = new DataView(font.buffer);
  const power = 2 ** Math.floor(Math.log2(count));
  out.setUint32(0, view.getUint32(4));
  out.setUint16(4, count);
  out.setUint16(6, power * 16);
  out.setUint16(8, Math.log2(power));
  out.setUint16(10, (count - power) * 16);
  tables.forEach(({ tag, checksum, bytes }, i) => {
    const at = SFNT_HEADER + i * SFNT_ENTRY;
    out.setUint32(at, tag);
    out.setUint32(at + 4, checksum);
    out.setUint32(at + 8, offset);
    out.setUint32(at + 12, bytes.length);
    font.set(bytes, offset);
    offset += padded(bytes.length);
  });
  return font;
}
