import { lazy, useEffect } from 'react';
import { useView } from '../state/view';
import styles from './App.module.css';
import { listenToKeys } from './commands/keyboard';
import { Overlays } from './dialogs/Overlays';
import { Dock } from './dock/Dock';
import { TrainingAside } from './dock/panel/TrainingAside';
import { DropZone } from './files/DropZone';
import { Notices } from './files/Notices';
import { Inspector } from './inspector/Inspector';
import { useNarrow } from './narrow';
import { Palette } from './palette/Palette';
import { Later } from './parts/Later';
import { TipLayer } from './parts/TipLayer';
import { READINGS } from './readings';
import { SidePanel } from './SidePanel';
import { Start } from './start/Start';
import { showTheme } from './theme/theme';
import { TopBar } from './topbar/TopBar';

const OperationTip = lazy(() => import('./palette/OperationTip'));
const explainOperation = (op: string) => (
  <Later>
    <OperationTip op={op} />
  </Later>
);

/** The page: top bar, palette, canvas, inspector, training dock. */
export function App() {
  const theme = useView(s => s.theme);
  const reading = useView(s => s.reading);
  const narrow = useNarrow();
  useEffect(() => showTheme(theme), [theme]);
  useEffect(listenToKeys, []);
  const View = (READINGS.find(r => r.id === reading) ?? READINGS[0])?.View;
  return (
    <>
      <div className={styles.page} data-narrow={narrow ? '' : undefined}>
        <header className={styles.top}>
          <TopBar />
        </header>
        <SidePanel side="left" sheet="palette" label="Operations" narrow={narrow}>
          <Palette />
        </SidePanel>
        <main className={styles.centre} aria-label="Architecture">
          <Later key={reading}>{View && <View />}</Later>
          <Start />
          <Notices />
        </main>
        <TrainingAside />
        <SidePanel side="right" sheet="inspector" label="Inspector" narrow={narrow}>
          <Inspector />
        </SidePanel>
        <div className={styles.dock}>
          <Dock />
        </div>
      </div>
      <Overlays />
      <DropZone />
      <TipLayer more={explainOperation} />
    </>
  );
}
