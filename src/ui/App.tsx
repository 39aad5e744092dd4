import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { useView } from '../state/view';
import styles from './App.module.css';
import { listenToKeys } from './commands/keyboard';
import { Overlays } from './dialogs/Overlays';
import { Dock } from './dock/Dock';
import { DropZone } from './files/DropZone';
import { Notices } from './files/Notices';
import { Inspector } from './inspector/Inspector';
import { useNarrow } from './narrow';
import { Palette } from './palette/Palette';
import { READINGS } from './readings';
import { SidePanel } from './SidePanel';
import { Start } from './start/Start';
import { showTheme } from './theme/theme';
import { TopBar } from './topbar/TopBar';

/** The page: top bar, palette, canvas, inspector, training dock. */
export function App() {
  const theme = useView(s => s.theme);
  const reading = useView(s => s.reading);
  const narrow = useNarrow();
  useEffect(() => showTheme(theme), [theme]);
  useEffect(listenToKeys, []);
  const View = (READINGS.find(r => r.id === reading) ?? READINGS[0])?.View;
  return (
    <Tooltip.Provider delay={500} timeout={300}>
      <div className={styles.page} data-narrow={narrow ? '' : undefined}>
        <header className={styles.top}>
          <TopBar />
        </header>
        <SidePanel side="left" sheet="palette" label="Operations" narrow={narrow}>
          <Palette />
        </SidePanel>
        <main className={styles.centre} aria-label="Architecture">
          {View && <View />}
          <Start />
          <Notices />
        </main>
        <SidePanel side="right" sheet="inspector" label="Inspector" narrow={narrow}>
          <Inspector />
        </SidePanel>
        <div className={styles.dock}>
          <Dock />
        </div>
      </div>
      <Overlays />
      <DropZone />
    </Tooltip.Provider>
  );
}
