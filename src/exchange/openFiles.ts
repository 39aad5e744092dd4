import type { Catalogue } from '../core/op/operation';
import { withoutClutter } from './clutter';
import { type GivenFile, type Opened, refused } from './codec';
import { findNetwork } from './findNetwork';
import { formatBytes, LIMITS } from './limits';
import { readOnce, UnreadableFile } from './unreadable';

/**
 * Opens what a person dropped or chose: a Netloom document, or a TensorFlow.js or Keras model as JSON with or without
 * its weights, as files, a folder or a zip. Files are told apart by what is in them, not by their names alone.
 *
 * What cannot be opened is answered by one sentence that says what is wrong and where. Sizes are compared with `LIMITS`
 * before anything is read.
 */
export async function openFiles(files: readonly GivenFile[], ops: Catalogue): Promise<Opened> {
  const wanted = withoutClutter(files).map(readOnce);
  if (wanted.length === 0) return refused('There was no file to open.');
  if (wanted.length > LIMITS.files)
    return refused(`These are ${wanted.length} files; at most ${LIMITS.files} are opened together.`);
  const total = wanted.reduce((sum, f) => sum + f.size, 0);
  if (total > LIMITS.dropBytes) {
    const what = wanted.length === 1 ? `${wanted[0]?.name} has` : 'Together, these files have';
    return refused(`${what} ${formatBytes(total)}; at most ${formatBytes(LIMITS.dropBytes)} are opened.`);
  }
  try {
    const found = await findNetwork(wanted);
    if (!found.ok) return found;
    const { codec, name, content, files: beside } = found;
    return (
      (await codec.read?.({ name, content, files: beside, ops })) ?? refused(`${name} can be written but not read.`)
    );
  } catch (error) {
    if (error instanceof UnreadableFile) return refused(error.message);
    throw error;
  }
}
