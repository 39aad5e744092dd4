import { useSyncExternalStore } from 'react';
import { useView } from '../../state/view';

const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function listenToSystem(changed: () => void): () => void {
  const system = darkSystem();
  system.addEventListener('change', changed);
  return () => system.removeEventListener('change', changed);
}

/** The theme that the page shows, followed when the person or the system changes it. */
export function usePageTheme(): 'light' | 'dark' {
  const chosen = useView(s => s.theme);
  const dark = useSyncExternalStore(listenToSystem, () => darkSystem().matches);
  return chosen === 'system' ? (dark ? 'dark' : 'light') : chosen;
}
