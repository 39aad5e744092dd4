import type { DatasetFacts } from './catalogue';

/** Images in memory, a byte per value, height × width × channels each. Training images come first, then the held-out ones. */
export interface Dataset {
  readonly facts: DatasetFacts;
  readonly pixels: Uint8Array;
  /** Class number of each image. */
  readonly labels: Uint8Array;
}

const MAGIC = 'NLD1';
const HEADER = 28;

/**
 * Fetches and unpacks a data set.
 * @param folder address of the folder that the data files are served from, ending in a slash
 * @throws an Error whose message a person can read, when the file is missing or is not what `facts` says
 */
export async function loadDataset(facts: DatasetFacts, folder: string): Promise<Dataset> {
  const response = await fetch(new URL(facts.file, folder)).catch(() => null);
  if (!response?.ok) throw new Error(`${facts.title} could not be loaded`);
  return readDataset(facts, await gunzip(new Uint8Array(await response.arrayBuffer())));
}

/** Reads an unpacked data file (its layout is described in scripts/pack-mnist.mjs). */
export function readDataset(facts: DatasetFacts, file: Uint8Array): Dataset {
  const [height, width, channels] = facts.shape;
  const count = facts.trainCount + facts.testCount;
  const expected = [facts.trainCount, facts.testCount, height, width, channels, facts.labels.length];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const intact =
    file.length === HEADER + count * (1 + height * width * channels) &&
    String.fromCharCode(...file.subarray(0, 4)) === MAGIC &&
    expected.every((n, i) => view.getUint32(4 + 4 * i, true) === n);
  if (!intact) throw new Error(`${facts.title}: the data file is damaged`);
  return { facts, labels: file.subarray(HEADER, HEADER + count), pixels: file.subarray(HEADER + count) };
}

/** Some servers unpack on the way, so what arrives may be plain already. */
async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
