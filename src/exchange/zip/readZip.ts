import type { GivenFile, Refused } from '../codec';
import { refused } from '../codec';
import { formatBytes, LIMITS } from '../limits';
import { UnreadableFile } from '../unreadable';
import { crc32 } from './crc32';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The files in a zip, each unpacked only when its bytes are asked for (which throws UnreadableFile when they do not match
 * the directory). Refuses what could harm: more than `LIMITS` allow, paths that point outside, overlapping entries.
 * Layout after PKWARE's APPNOTE 6.3: entries are found through the directory at the end of the file.
 */
export function readZip(zip: Uint8Array, name: string): { readonly ok: true; readonly files: GivenFile[] } | Refused {
  const entries = directory(zip);
  if (entries === null) return refused(`${name} is a zip that is cut off or damaged: its list of contents is missing.`);
  if (typeof entries === 'string') return refused(`${name} ${entries}`);
  const total = entries.reduce((sum, e) => sum + e.size, 0);
  if (total > LIMITS.unpackedBytes)
    return refused(
      `${name} would unpack to ${formatBytes(total)}; at most ${formatBytes(LIMITS.unpackedBytes)} are opened.`,
    );
  if (entries.reduce((sum, e) => sum + e.packed, 0) > zip.length)
    return refused(`${name} is damaged: its files overlap each other.`);
  const seen = new Set<string>();
  for (const { path } of entries) {
    if (path.includes('\0') || /^\/|^[a-z]:|\\|(^|\/)\.\.(\/|$)/i.test(path))
      return refused(`${name} holds ${JSON.stringify(path)}, a path that points outside of it, so it was not opened.`);
    if (seen.has(path)) return refused(`${name} holds ${path} twice, so it is not clear which is meant.`);
    seen.add(path);
  }
  const files = entries
    .filter(e => !e.path.endsWith('/'))
    .map(e => ({ name: e.path, size: e.size, bytes: () => unpack(zip, e, name) }));
  return { ok: true, files };
}

/** The entries; the end of a sentence when they are of a kind that is not read; `null` when there is no directory. */
function directory(zip: Uint8Array): Entry[] | string | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) return 'is a Zip64 file, which is not read. Pack it again as a plain zip.';
  if (count > LIMITS.files) return `holds ${count} files; at most ${LIMITS.files} are opened.`;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || view.getUint32(at, true) !== CENTRAL) return null;
    const nameLength = view.getUint16(at + 28, true);
    const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    if (view.getUint16(at + 8, true) & 1) return `is protected by a password (${path}), so it cannot be read.`;
    entries.push({
      path,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at;
  return -1;
}

async function unpack(zip: Uint8Array, entry: Entry, name: string): Promise<Uint8Array> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const damaged = new UnreadableFile(`${entry.path} in ${name} is damaged, so it cannot be read.`);
  if (entry.offset + 30 > zip.length || view.getUint32(entry.offset, true) !== LOCAL) throw damaged;
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = zip.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw damaged;
  const bytes =
    entry.method === STORED ? packed : entry.method === DEFLATED ? await inflate(packed, entry.size, damaged) : null;
  if (!bytes)
    throw new UnreadableFile(
      `${entry.path} in ${name} is packed by a method that is not read. Pack it again as a plain zip.`,
    );
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw damaged;
  return bytes;
}

/** Inflates piece by piece, so that a file that is larger than it says is noticed before it fills the memory. */
async function inflate(packed: Uint8Array, size: number, damaged: UnreadableFile): Promise<Uint8Array> {
  const { Inflate } = await import('fflate');
  const bytes = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate(piece => {
    if (filled + piece.length > size) throw damaged;
    bytes.set(piece, filled);
    filled += piece.length;
  });
  try {
    const step = 1 << 16;
    for (let at = 0; at < packed.length; at += step)
      stream.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch {
    throw damaged;
  }
  return bytes.subarray(0, filled);
}
