import { lazy } from 'react';
import { useView } from '../../state/view';
import { Later } from '../parts/Later';

const CommandPalette = lazy(() => import('./CommandPalette'));
const ShortcutSheet = lazy(() => import('./ShortcutSheet'));
const DocumentsDialog = lazy(() => import('./DocumentsDialog'));
const ExportDialog = lazy(() => import('./ExportDialog'));

/** The dialog that lies over the page, fetched when it is first opened. */
export function Overlays() {
  const overlay = useView(s => s.overlay);
  return (
    <Later key={overlay} onFail={() => useView.getState().setOverlay(null)}>
      {overlay === 'commands' && <CommandPalette />}
      {overlay === 'shortcuts' && <ShortcutSheet />}
      {overlay === 'documents' && <DocumentsDialog />}
      {overlay === 'export' && <ExportDialog />}
    </Later>
  );
}
