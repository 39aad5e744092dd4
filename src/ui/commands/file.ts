import { Download, FilePlus2, FolderClock, FolderOpen, Save, Shapes } from 'lucide-react';
import { PRESETS } from '../../../presets';
import { EMPTY } from '../../core/document/architecture';
import { replaceDocument } from '../../state/documents';
import { documentOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { chooseFiles } from '../files/choose-files';
import { loadReader, openGiven } from '../files/open-given';
import { openPreset } from '../files/open-preset';
import { saveDocument } from '../files/save-files';
import type { Command } from './command';

const isEmpty = (): boolean => documentOf(useEditor.getState()) === EMPTY;

/** Documents in and out. */
export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    title: 'New architecture',
    group: 'File',
    icon: FilePlus2,
    words: 'empty blank clear start',
    when: () => !isEmpty(),
    run: () => replaceDocument(EMPTY),
  },
  {
    id: 'file.open',
    title: 'Open…',
    group: 'File',
    keys: ['Mod+O'],
    icon: FolderOpen,
    words: 'import load file tensorflow keras model json zip',
    run: async () => {
      const chosen = chooseFiles();
      void loadReader();
      await openGiven(await chosen);
    },
  },
  {
    id: 'file.documents',
    title: 'Documents in this browser…',
    group: 'File',
    icon: FolderClock,
    words: 'recent earlier history saved delete remove',
    run: () => useView.getState().setOverlay('documents'),
  },
  {
    id: 'file.save',
    title: 'Save document',
    group: 'File',
    keys: ['Mod+S'],
    icon: Save,
    words: 'download netloom json file',
    run: () => saveDocument(),
  },
  {
    id: 'file.export',
    title: 'Export…',
    group: 'File',
    keys: ['Mod+E'],
    icon: Download,
    words: 'download tensorflow keras model weights zip take away',
    run: () => useView.getState().setOverlay('export'),
  },
  ...PRESETS.map(
    (preset): Command => ({
      id: `file.preset.${preset.id}`,
      title: `Open ${preset.title}`,
      group: 'File',
      icon: Shapes,
      words: `preset example gallery ${preset.summary}`,
      run: () => openPreset(preset),
    }),
  ),
];
