import { useSyncExternalStore } from 'react';

const themeOf = (): string => document.documentElement.dataset.theme ?? '';

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme that the page shows, the system's included: what is drawn in its colours is drawn anew when it changes. */
export const useShownTheme = (): string => useSyncExternalStore(watch, themeOf);
