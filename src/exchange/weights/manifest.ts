import type { CompiledWeight, Weights, WeightTensor } from '../../core/compiler/compiled';
import type { Refused } from '../codec';
import { refused } from '../codec';
import { isList, isRecord } from '../json/record';
import { halfToFloat } from './halfToFloat';

/** Lossy packing of a tensor: `value × scale + min` for integers, IEEE half precision for `float16`. */
interface Quantization {
  readonly dtype: string;
  readonly scale?: number;
  readonly min?: number;
}
/** One tensor of a TensorFlow.js weights manifest; the tensors follow each other in the binary files without gaps. */
export interface ManifestEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Quantization;
}
export interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestEntry[];
}

/**
 * Weights as TensorFlow.js stores them: float32, little endian, in the order in which the layers own them.
 * Refuses when a tensor is missing or has another shape than the network asks for.
 */
export function encodeWeights(
  specs: readonly CompiledWeight[],
  weights: Weights,
):
  | { readonly ok: true; readonly entries: readonly ManifestEntry[]; readonly bytes: Uint8Array<ArrayBuffer> }
  | Refused {
  const total = specs.reduce((sum, s) => sum + count(s.shape), 0);
  const view = new DataView(new ArrayBuffer(total * 4));
  let at = 0;
  for (const { name, shape } of specs) {
    const tensor = weights.get(name);
    if (!tensor) return refused(`The weights of ${name} are missing, so the trained network cannot be written.`);
    if (tensor.values.length !== count(shape))
      return refused(
        `${name} holds ${tensor.values.length} numbers; the network needs ${shape.join('×')}. Train again first.`,
      );
    for (const value of tensor.values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  const entries = specs.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  return { ok: true, entries, bytes: new Uint8Array(view.buffer) };
}

/** A manifest from a file, checked; sizes that are no whole numbers, unknown types and doubled names are refused. */
export function readManifest(
  value: unknown,
  name: string,
): { readonly ok: true; readonly groups: readonly ManifestGroup[] } | Refused {
  if (!isList(value)) return refused(`${name}: its list of weights (weightsManifest) is not a list.`);
  const groups: ManifestGroup[] = [];
  const seen = new Set<string>();
  for (const group of value as readonly unknown[]) {
    if (!isRecord(group) || !isStrings(group.paths) || !isList(group.weights))
      return refused(`${name}: its list of weights (weightsManifest) needs paths and weights in each group.`);
    const weights: ManifestEntry[] = [];
    for (const entry of group.weights as readonly unknown[]) {
      const checked = readEntry(entry, name);
      if (typeof checked === 'string') return refused(checked);
      if (seen.has(checked.name)) return refused(`${name} lists the weights ${checked.name} twice.`);
      seen.add(checked.name);
      weights.push(checked);
    }
    groups.push({ paths: group.paths, weights });
  }
  return { ok: true, groups };
}

function readEntry(entry: unknown, file: string): ManifestEntry | string {
  if (!isRecord(entry) || typeof entry.name !== 'string') return `${file} lists weights without a name.`;
  const { name, shape, dtype, quantization } = entry;
  if (!Array.isArray(shape) || !shape.every((d: unknown) => Number.isSafeInteger(d) && (d as number) >= 0))
    return `${file}: the weights ${name} have the shape ${JSON.stringify(shape)}, which is not a list of whole numbers.`;
  if (typeof dtype !== 'string' || !(dtype in BYTES))
    return `${file}: the weights ${name} are of type ${JSON.stringify(dtype)}; float32, int32 and bool are read.`;
  const base = { name, shape: shape as number[], dtype };
  if (quantization === undefined) return base;
  if (!isRecord(quantization) || typeof quantization.dtype !== 'string' || !(quantization.dtype in QUANTIZED_BYTES))
    return `${file}: the weights ${name} are quantized in a way that is not read; uint8, uint16 and float16 are.`;
  const { scale, min } = quantization;
  if (quantization.dtype !== 'float16' && !(Number.isFinite(scale) && Number.isFinite(min)))
    return `${file}: the weights ${name} are quantized without a scale and a minimum.`;
  return { ...base, quantization: { dtype: quantization.dtype, scale: Number(scale), min: Number(min) } };
}

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1 };
const QUANTIZED_BYTES: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float16: 2 };

const bytesPerValue = (entry: ManifestEntry): number =>
  (entry.quantization ? QUANTIZED_BYTES[entry.quantization.dtype] : BYTES[entry.dtype]) ?? 4;

/** Bytes that a group's tensors take in its files. */
export const groupBytes = (group: ManifestGroup): number =>
  group.weights.reduce((sum, w) => sum + count(w.shape) * bytesPerValue(w), 0);

/** The tensors of one group, from the bytes of its files joined. `bytes` must be as long as `groupBytes` says. */
export function decodeGroup(group: ManifestGroup, bytes: Uint8Array): ReadonlyMap<string, WeightTensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = new Map<string, WeightTensor>();
  let at = 0;
  for (const entry of group.weights) {
    const values = new Float32Array(count(entry.shape));
    const step = bytesPerValue(entry);
    const read = reader(view, entry);
    for (let i = 0; i < values.length; i++, at += step) values[i] = read(at);
    tensors.set(entry.name, { shape: entry.shape, values });
  }
  return tensors;
}

function reader(view: DataView, { dtype, quantization: q }: ManifestEntry): (at: number) => number {
  if (q?.dtype === 'float16') return at => halfToFloat(view.getUint16(at, true));
  const scale = q?.scale ?? 1;
  const min = q?.min ?? 0;
  if (q?.dtype === 'uint8') return at => view.getUint8(at) * scale + min;
  if (q?.dtype === 'uint16') return at => view.getUint16(at, true) * scale + min;
  if (dtype === 'int32') return at => view.getInt32(at, true);
  if (dtype === 'bool') return at => view.getUint8(at);
  return at => view.getFloat32(at, true);
}

const count = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);
const isStrings = (v: unknown): v is readonly string[] => Array.isArray(v) && v.every(s => typeof s === 'string');
