import type { GivenFile } from '../../exchange/codec';
import { catalogue } from '../../ops/catalogue';
import { replaceDocument } from '../../state/documents';
import { useNotices } from '../../state/notices';
import { fitOpened } from './fit-opened';

/** Fetches what reads files; asked for while the person chooses one, it is there when they have. */
export const loadReader = () => import('../../exchange/openFiles');

/** Opens what the person gave. What can't be opened is told in one sentence and changes nothing. */
export async function openGiven(files: readonly GivenFile[]): Promise<void> {
  if (files.length === 0) return;
  const { openFiles } = await loadReader();
  const opened = await openFiles(files, catalogue);
  const { tell } = useNotices.getState();
  if (!opened.ok) return tell('error', opened.says);
  await replaceDocument(opened.document, opened.weights);
  fitOpened();
  if (opened.notes.length > 0) tell('note', ...opened.notes);
}
