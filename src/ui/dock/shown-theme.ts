import { useSyncExternalStore } from 'react';

const root = (): HTMLElement => document.documentElement;

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme that the page's colours are of at this moment, whoever changed it: what is drawn with them is drawn anew then. */
export const useShownTheme = (): string => useSyncExternalStore(listen, () => root().dataset.theme ?? '');
