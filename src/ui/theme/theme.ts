import type { Theme } from '../../state/view';

const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Shows a theme on the page and, for `system`, follows the system's. Returns how to stop following. */
export function showTheme(theme: Theme): () => void {
  const system = darkSystem();
  const show = (): void => {
    document.documentElement.dataset.theme = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
  };
  show();
  if (theme !== 'system') return () => undefined;
  system.addEventListener('change', show);
  return () => system.removeEventListener('change', show);
}
