import { Plus } from 'lucide-react';
import { catalogue } from '../../ops/catalogue';
import { useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { addAfterSelection } from '../canvas/add-nodes';
import { pointerOnCanvas } from '../canvas/canvas-state';
import { openSearch } from '../search/search-place';
import type { Command } from './command';

const onCanvas = (): boolean => useView.getState().reading === 'graph';

/** Adding operations: by typing, or each by its name. */
export const addCommands: readonly Command[] = [
  {
    id: 'add.search',
    title: 'Add by typing',
    group: 'Add',
    keys: ['/', 'Tab'],
    icon: Plus,
    words: 'search operation node layer insert',
    when: onCanvas,
    run: () => {
      // What is typed goes on from the selected node; with none, it goes to the pointer.
      const selected = useEditor.getState().selection.nodes.size === 1;
      openSearch({ at: selected ? null : pointerOnCanvas(), link: null });
    },
  },
  ...[...catalogue.values()].map(
    (op): Command => ({
      id: `add.${op.id}`,
      title: `Add ${op.title}`,
      group: 'Add',
      words: op.aliases.join(' '),
      when: onCanvas,
      run: () => addAfterSelection([{ op: op.id }]),
    }),
  ),
];
