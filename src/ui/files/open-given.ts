import type { GivenFile } from '../../exchange/codec';
import { catalogue } from '../../ops/catalogue';
import { replaceDocument } from '../../state/documents';
import { useNotices } from '../../state/notices';
import { fitSoon } from './fit-soon';

/** Opens what the person gave. What can't be opened is told in one sentence and changes nothing. */
export async function openGiven(files: readonly GivenFile[]): Promise<void> {
  if (files.length === 0) return;
  const { openFiles } = await import('../../exchange/openFiles');
  const opened = await openFiles(files, catalogue);
  const { tell } = useNotices.getState();
  if (!opened.ok) return tell('error', opened.says);
  await replaceDocument(opened.document, opened.weights);
  fitSoon();
  if (opened.notes.length > 0) tell('note', ...opened.notes);
}
