import type { CompileResult } from '../../core/compiler/compile';
import type { Weights } from '../../core/compiler/compiled';
import type { Codec } from '../../exchange/codec';
import { documentOf, useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, useRun } from '../../state/run';
import { plural } from '../parts/quantities';
import { saveDocument, saveFiles } from './save-files';

const DOCUMENT = 'netloom';
const WITHOUT_WEIGHTS = new Set(['topology']);

/** Why a format can't be written now, in a sentence; `null` when it can. The document itself always can. */
export function obstacle(codec: Pick<Codec, 'id'>, compiled: CompileResult, weights: Weights | null): string | null {
  if (codec.id === DOCUMENT) return null;
  if (!compiled.ok) {
    const [first, ...others] = compiled.problems;
    const rest = others.length === 0 ? '' : ` ${plural(others.length, 'more problem')} after that.`;
    return `${first?.says ?? 'The network is not complete'}.${rest}`;
  }
  if (WITHOUT_WEIGHTS.has(codec.id)) return null;
  if (!weights) return 'There are no trained weights yet. Train the network first, or take the layers only.';
  return fittingWeights(compiled.model, weights)
    ? null
    : 'The trained weights belong to an earlier state of the graph. Train it again, or take the layers only.';
}

/** Writes the open document in a format and hands it to the downloads. Returns what the person should know of it. */
export async function exportWith(codec: Codec): Promise<readonly string[]> {
  if (codec.id === DOCUMENT) {
    await saveDocument();
    return [];
  }
  const compiled = compileOpen();
  if (!compiled.ok || !codec.write) return [];
  const { model } = compiled;
  const document = documentOf(useEditor.getState());
  const written = await codec.write({ document, model, weights: fittingWeights(model, useRun.getState().weights) });
  if (!written.ok) return [written.says];
  saveFiles(written.files);
  return written.notes;
}
