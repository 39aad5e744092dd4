import { Monitor, Moon, PanelLeft, PanelRight, Sun } from 'lucide-react';
import { type Sheet, type Theme, useView } from '../../state/view';
import { isNarrow } from '../narrow';
import type { Command } from './command';

const THEMES = [
  ['light', 'Light theme', Sun],
  ['dark', 'Dark theme', Moon],
  ['system', 'Theme of the system', Monitor],
] as const satisfies readonly (readonly [Theme, string, unknown])[];

const toggleSheet = (sheet: Exclude<Sheet, null>): void => {
  const view = useView.getState();
  view.setSheet(view.sheet === sheet ? null : sheet);
};

/** How the page looks; nothing here touches the document. */
export const viewCommands: readonly Command[] = [
  ...THEMES.map(
    ([theme, title, icon]): Command => ({
      id: `view.theme.${theme}`,
      title,
      group: 'View',
      icon,
      words: 'appearance colours bright night',
      when: () => useView.getState().theme !== theme,
      run: () => useView.getState().setTheme(theme),
    }),
  ),
  {
    id: 'view.palette',
    title: 'Show operations',
    group: 'View',
    icon: PanelLeft,
    words: 'palette panel left sheet',
    when: isNarrow,
    run: () => toggleSheet('palette'),
  },
  {
    id: 'view.inspector',
    title: 'Show inspector',
    group: 'View',
    icon: PanelRight,
    words: 'parameters problems panel right sheet',
    when: isNarrow,
    run: () => toggleSheet('inspector'),
  },
];
