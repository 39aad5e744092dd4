import type { Preset } from '../../../presets';
import { replaceDocument } from '../../state/documents';
import { useNotices } from '../../state/notices';
import { fitOpened } from './fit-opened';

/** Starts from a preset. */
export async function openPreset(preset: Preset): Promise<void> {
  try {
    await replaceDocument(await preset.load());
    fitOpened();
  } catch {
    useNotices.getState().tell('error', `${preset.title} could not be fetched. Check the connection and try again.`);
  }
}
