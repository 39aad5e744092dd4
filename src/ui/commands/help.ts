import { Command as CommandIcon, Keyboard } from 'lucide-react';
import { useView } from '../../state/view';
import type { Command } from './command';

/** Finding one's way. */
export const helpCommands: readonly Command[] = [
  {
    id: 'help.commands',
    title: 'Every command…',
    group: 'Help',
    keys: ['Mod+K'],
    icon: CommandIcon,
    words: 'command palette search',
    run: () => useView.getState().setOverlay('commands'),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?'],
    icon: Keyboard,
    words: 'keys help cheat sheet',
    run: () => useView.getState().setOverlay('shortcuts'),
  },
];
