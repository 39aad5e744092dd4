import type { WeightTensor } from '../../core/compiler/compiled';
import type { GivenFile, Refused } from '../codec';
import { refused } from '../codec';
import { formatBytes } from '../limits';
import { decodeGroup, groupBytes, type ManifestGroup } from './manifest';

type Read =
  | { readonly ok: true; readonly tensors: ReadonlyMap<string, WeightTensor> }
  /** None of the weight files is there: the network can be opened without them. */
  | { readonly ok: true; readonly tensors: null; readonly missing: string }
  | Refused;

/**
 * The tensors of a manifest from the files that lie beside the model's JSON. Sizes are compared before anything is
 * read; a file is found by its path from the JSON's folder, or by its name alone when only one is called so.
 */
export async function readWeightFiles(
  groups: readonly ManifestGroup[],
  json: string,
  files: readonly GivenFile[],
): Promise<Read> {
  const tensors = new Map<string, WeightTensor>();
  const found = groups.map(group => group.paths.map(path => find(path, json, files)));
  const flat = found.flat();
  const missing = groups.flatMap(g => g.paths)[flat.indexOf(undefined)];
  if (missing !== undefined) {
    if (flat.every(f => f === undefined)) return { ok: true, tensors: null, missing };
    return refused(`${missing} is missing; ${json} needs it for its weights.`);
  }
  for (const [i, group] of groups.entries()) {
    const parts = (found[i] ?? []).filter(f => f !== undefined);
    const needed = groupBytes(group);
    const given = parts.reduce((sum, f) => sum + f.size, 0);
    if (given !== needed)
      return refused(
        `${parts.map(f => f.name).join(', ')} ${parts.length === 1 ? 'has' : 'have'} ${exact(given, needed)}; the weights that ${json} lists take ${exact(needed, given)}.`,
      );
    const bytes = new Uint8Array(needed);
    let at = 0;
    for (const part of parts) {
      const piece = await part.bytes();
      if (piece.length !== part.size) return refused(`${part.name} changed while it was read. Try again.`);
      bytes.set(piece, at);
      at += piece.length;
    }
    for (const [name, tensor] of decodeGroup(group, bytes)) tensors.set(name, tensor);
  }
  return { ok: true, tensors };
}

/** Rounded, unless rounding would hide the difference. */
const exact = (bytes: number, other: number): string =>
  formatBytes(bytes) === formatBytes(other) ? `${bytes.toLocaleString('en')} bytes` : formatBytes(bytes);

function find(path: string, json: string, files: readonly GivenFile[]): GivenFile | undefined {
  const folder = json.slice(0, json.lastIndexOf('/') + 1);
  const beside = files.find(f => f.name === folder + path.replace(/^\.\//, ''));
  if (beside) return beside;
  const named = files.filter(f => baseName(f.name) === baseName(path));
  return named.length === 1 ? named[0] : undefined;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
